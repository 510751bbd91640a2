// Whether any number of raters agree more than chance would make them, with ratings missing and on any scale.

/// Krippendorff, "Computing Krippendorff's alpha-reliability", 2011.
package enum KrippendorffAlpha {
  /// What the values are, and so what a difference between two of them means.
  package enum Level: String, Sendable, CaseIterable {
    /// Names: all differences are alike.
    case nominal
    /// An order: as many ratings as lie between two values.
    case ordinal
    /// Distances.
    case interval
  }

  /// - Parameter units: for each unit (item) the ratings that it got, missing ones left out; names as any distinct
  ///   numbers. Units with fewer than two say nothing and are passed over.
  /// - Throws: `undefined` where no unit has two ratings, or all ratings are the same.
  package static func alpha(units: [[Double]], level: Level) throws(StatsError) -> Double {
    let paired = units.filter { $0.count >= 2 }
    guard !paired.isEmpty else {
      throw .undefined("Krippendorff's alpha needs at least one item that two raters have rated.")
    }
    let distance = Distance(paired.joined(), level)
    let observed = paired.reduce(0) { $0 + disagreement(within: $1, distance) / Double($1.count - 1) }
    let expected = disagreement(within: Array(paired.joined()), distance)
    guard expected > 0 else { throw .undefined("Krippendorff's alpha has no value where all ratings are the same.") }
    let ratings = paired.reduce(0) { $0 + $1.count }
    return 1 - Double(ratings - 1) * observed / expected
  }

  /// Σ over ordered pairs of δ², by distinct values.
  private static func disagreement(within ratings: [Double], _ distance: Distance) -> Double {
    let counts = Dictionary(ratings.map { ($0, 1.0) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
    var sum = 0.0
    for (index, left) in counts.enumerated() {
      for right in counts[(index + 1)...] {
        sum += 2 * left.value * right.value * distance.squared(left.key, right.key)
      }
    }
    return sum
  }

  private struct Distance {
    let level: Level
    /// For every value: the ratings below it, and half of those equal to it.
    private var middles: [Double: Double] = [:]

    init(_ ratings: some Sequence<Double>, _ level: Level) {
      self.level = level
      var below = 0.0
      for (value, count) in Dictionary(ratings.map { ($0, 1.0) }, uniquingKeysWith: +).sorted(by: { $0.key < $1.key }) {
        middles[value] = below + count / 2
        below += count
      }
    }

    func squared(_ a: Double, _ b: Double) -> Double {
      let difference =
        switch level {
        case .nominal: a == b ? 0.0 : 1.0
        case .ordinal: (middles[a] ?? 0) - (middles[b] ?? 0)
        case .interval: a - b
        }
      return difference * difference
    }
  }
}
