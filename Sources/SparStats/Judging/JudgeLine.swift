// One judge in a report on judges (method §4.7). A rate without anything to count is `nil`, never 0.

internal import Glibc

package struct JudgeLine: Sendable, Equatable {
  package let judge: String
  package let battles: Int
  /// Gold items among them.
  package let gold: Int
  /// The share of the gold items that it got right; one that it could not judge is not right.
  package let accuracy: Double?
  /// Cohen's kappa with gold, over the items that it judged.
  package let kappa: Double?
  /// Krippendorff's alpha with gold, nominal, over the same items.
  package let alpha: Double?
  /// Of battles read in both seat orders, the share in which they named different winners.
  package let flipRate: Double?
  /// Of readings that named a winner, the share that named the response shown first. Without a bias: 0.5.
  package let firstSeatRate: Double?
  /// Of battles with a winner, the share in which it was the longer response.
  package let longerRate: Double?
  package let tieRate: Double?
  /// The share of its readings that failed or could not be read.
  package let nullRate: Double?
  /// What its vote should weigh in a jury by its accuracy: the log odds of being right (Nitzan and Paroush 1982), the
  /// accuracy smoothed by one right and one wrong item, and 0 for judges that are rather wrong; `nil` without gold.
  package let weight: Double?

  init(_ judge: String, _ ballots: [JudgeBallot], gold: [Int: Double]) {
    self.judge = judge
    battles = ballots.count
    let marked = ballots.compactMap { ballot in gold[ballot.battle].map { (said: ballot.points, right: $0) } }
    self.gold = marked.count
    let right = marked.count { $0.said == $0.right }
    accuracy = Self.share(right, of: marked.count)
    let judged = marked.compactMap { item in item.said.map { (said: $0, right: item.right) } }
    kappa = try? CohenKappa(judged.map { $0.said }, judged.map { $0.right }).kappa
    alpha = try? KrippendorffAlpha.alpha(units: judged.map { [$0.said, $0.right] }, level: .nominal)
    flipRate = Self.share(ballots.count(where: \.isFlipped), of: ballots.count(where: \.isSeated))
    let first = ballots.reduce(0) { $0 + $1.first }, second = ballots.reduce(0) { $0 + $1.second }
    firstSeatRate = Self.share(first, of: first + second)
    let chosen = ballots.compactMap(\.choseLonger)
    longerRate = Self.share(chosen.count { $0 }, of: chosen.count)
    let rated = ballots.filter { $0.points != nil }
    tieRate = Self.share(rated.count { $0.points == 0.5 }, of: rated.count)
    nullRate = Self.share(ballots.reduce(0) { $0 + $1.unread }, of: ballots.reduce(0) { $0 + $1.readings })
    weight = marked.isEmpty ? nil : Self.weight(right: right, of: marked.count)
  }

  private static func share(_ part: Int, of whole: Int) -> Double? {
    whole == 0 ? nil : Double(part) / Double(whole)
  }

  private static func weight(right: Int, of count: Int) -> Double {
    let accuracy = Double(right + 1) / Double(count + 2)
    return max(0, Glibc.log(accuracy / (1 - accuracy)))
  }
}
