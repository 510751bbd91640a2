// A verdict: one judge's reading of one battle, in one seat order where it read the responses side by side.

/// How the judge read the two responses: who sat first.
package enum SeatOrder: String, Sendable, CaseIterable {
  /// The response of model A was shown first.
  case ab
  /// The response of model B was shown first.
  case ba
  /// There are no seats, and no order to turn a verdict: each response was read alone, by a reward model, or a rule in
  /// the user's own code looked at both once.
  case alone

  /// The two orders in which a judge reads responses side by side.
  package static let seated: [SeatOrder] = [.ab, .ba]
}

/// What a verdict says, in terms of the battle's own a and b, whatever the seats were.
///
/// A judgement that failed or could not be read is never a tie (method §4.2).
package enum VerdictState: String, Sendable, CaseIterable {
  case a, b, tie, unparsed, error
}

package struct Verdict: Record {
  package static let kind = RecordKind.verdict

  package var battle: RecordID
  /// The judging model's name.
  package var judge: String
  package var order: SeatOrder
  package var state: VerdictState
  /// For each response 1–10, or the reward model's own number; `nil` where the verdict could not be read.
  package var scoreA: Double?
  package var scoreB: Double?
  package var explanation: String?
  /// The turn of a dialogue that was judged, from 1; `nil` for the whole, which alone decides a battle.
  package var turn: Int?
  /// How far the response of model A is preferred, 0 to 1, by a judge that says more than a side.
  package var preference: Double?
  /// How much the verdict weighs; more than 1 for a clear win by a judge that tells clear wins from others.
  package var weight: Double
  /// The models by rank, best first, those that share a rank together; empty where the judge gave none.
  package var ranking: [[String]]
  /// The hash of the judge's definition, which is stored under it; `nil` for people and for imported verdicts.
  package var definition: ContentKey?
  /// Whether the judge, who calls it a tie, finds both responses bad.
  package var isBothBad: Bool

  package init(
    battle: RecordID, judge: String, order: SeatOrder, state: VerdictState, scoreA: Double? = nil,
    scoreB: Double? = nil, explanation: String? = nil, turn: Int? = nil, preference: Double? = nil, weight: Double = 1,
    ranking: [[String]] = [], definition: ContentKey? = nil, isBothBad: Bool = false
  ) {
    self.battle = battle
    self.judge = judge
    self.order = order
    self.state = state
    self.scoreA = scoreA
    self.scoreB = scoreB
    self.explanation = explanation
    self.turn = turn
    self.preference = preference
    self.weight = weight
    self.ranking = ranking
    self.definition = definition
    self.isBothBad = isBothBad
  }
}
