// What one judge made of one battle: all that a report on judges needs to know.

package struct JudgeBallot: Sendable, Equatable {
  /// The battle, by any number of the caller's.
  package var battle: Int
  package var judge: String
  /// For model A: 1, 0, 0.5 for a tie; `nil` where the judge's verdicts cannot be rated.
  package var points: Double?
  /// Whether it read both seat orders, and whether they contradict each other.
  package var isSeated = false
  package var isFlipped = false
  /// How often it read the battle, and how many of its readings failed or could not be read.
  package var readings = 0
  package var unread = 0
  /// Of its readings in a seat order, how many preferred the response shown first, and the one shown second.
  package var first = 0
  package var second = 0
  /// Whether it preferred the longer response; `nil` where it preferred none, or they are as long as each other.
  package var choseLonger: Bool?

  package init(battle: Int, judge: String, points: Double?) {
    self.battle = battle
    self.judge = judge
    self.points = points
  }
}
