// Which models a leaderboard tells apart, and whether another leaderboard tells them apart in the same way.

/// Pairs of models whose intervals do not overlap (Li et al., "From crowdsourced data to high-quality benchmarks:
/// Arena-Hard", arXiv 2406.11939).
package struct Separability: Sendable, Equatable {
  package struct Pair: Sendable, Equatable {
    /// The one that is rated higher.
    package let better: String
    package let worse: String
    package let isSeparated: Bool
  }

  /// All pairs, in the order of the leaderboard.
  package let pairs: [Pair]

  package var separated: Int { pairs.count { $0.isSeparated } }
  /// The share of pairs that are separated; `nil` where there is no pair.
  package var share: Double? { pairs.isEmpty ? nil : Double(separated) / Double(pairs.count) }

  package init(_ table: RatingTable) { self.init(table.ratings) }

  /// - Parameter ratings: best first.
  package init(_ ratings: [Rating]) {
    pairs = ratings.enumerated().flatMap { index, better in
      ratings[(index + 1)...].map { worse in
        Pair(better: better.model, worse: worse.model, isSeparated: Self.isAbove(better, worse))
      }
    }
  }

  /// Mean over the pairs of models that both leaderboards rate: +1 where both separate them in the same order, −1 in
  /// opposite ones, 0 where one of them does not separate them (method §3).
  ///
  /// - Throws: `undefined` where they share fewer than two models.
  package static func agreement(_ a: [Rating], _ b: [Rating]) throws(StatsError) -> Double {
    let ofB = Dictionary(b.map { ($0.model, $0) }, uniquingKeysWith: { first, _ in first })
    let shared = a.compactMap { rating in ofB[rating.model].map { (rating, $0) } }
    guard shared.count >= 2 else {
      throw .undefined("The leaderboards share \(shared.count) models, and agreement needs two.")
    }
    var sum = 0, pairs = 0
    for (index, first) in shared.enumerated() {
      for second in shared[(index + 1)...] {
        sum += order(first.0, second.0) * order(first.1, second.1)
        pairs += 1
      }
    }
    return Double(sum) / Double(pairs)
  }

  private static func isAbove(_ upper: Rating, _ lower: Rating) -> Bool {
    guard let low = upper.lower, let high = lower.upper else { return false }
    return low > high
  }

  private static func order(_ a: Rating, _ b: Rating) -> Int { isAbove(a, b) ? 1 : isAbove(b, a) ? -1 : 0 }
}
