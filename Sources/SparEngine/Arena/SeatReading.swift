// What a judge said of the two responses it was shown, by seat.

package import SparCore
package import SparPrompts

package struct SeatReading: Sendable, Equatable {
  package var side: SeatPreference
  /// For the response shown first and the one shown second.
  package var first: Double?
  package var second: Double?
  /// How far the first is preferred, 0 to 1.
  package var preference: Double?
  package var explanation: String?

  package init(
    _ side: SeatPreference, first: Double? = nil, second: Double? = nil, preference: Double? = nil,
    explanation: String? = nil
  ) {
    self.side = side
    self.first = first
    self.second = second
    self.preference = preference
    self.explanation = explanation
  }

  /// - Parameter margin: scores that differ by no more are a tie.
  package init(first: Double, second: Double, margin: Double, explanation: String? = nil) {
    let side: SeatPreference = abs(first - second) <= margin ? .tie : first > second ? .first : .second
    self.init(side, first: first, second: second, explanation: explanation)
  }

  /// - Parameter margin: how far from the middle a preference may lie and still be a tie.
  package init(preference: Double, margin: Double, explanation: String? = nil) {
    let side: SeatPreference = abs(preference - 0.5) <= margin ? .tie : preference > 0.5 ? .first : .second
    self.init(side, preference: preference, explanation: explanation)
  }
}

/// What a verdict is about, and whose it is.
struct VerdictSeat: Sendable {
  let battle: Stored<Battle>
  let juror: Juror
  let order: SeatOrder
  /// From 1; `nil` for the whole.
  var turn: Int?
}

extension Verdict {
  /// What was said by seat becomes what is said of models.
  ///
  /// - Parameter ranking: all that were ranked together; the two of the battle where nothing is given.
  init(_ reading: SeatReading, _ seat: VerdictSeat, ranking: [[String]]? = nil) {
    let isSwapped = seat.order == .ba
    let side = isSwapped ? -reading.side.rawValue : reading.side.rawValue
    let state: VerdictState = side > 0 ? .a : side < 0 ? .b : .tie
    let (a, b) = (seat.battle.modelA, seat.battle.modelB)
    self.init(
      battle: seat.battle.id, judge: seat.juror.judge.name, order: seat.order, state: state,
      scoreA: isSwapped ? reading.second : reading.first, scoreB: isSwapped ? reading.first : reading.second,
      explanation: reading.explanation, turn: seat.turn,
      preference: reading.preference.map { isSwapped ? 1 - $0 : $0 },
      weight: abs(side) == 2 ? seat.juror.judge.strong : 1,
      ranking: ranking ?? (state == .tie ? [[a, b]] : state == .a ? [[a], [b]] : [[b], [a]]),
      definition: seat.juror.definition)
  }
}

extension ContentKey {
  /// - Parameter calls: those that the verdict was read from, none where it failed or a function gave it.
  static func verdict(_ verdict: Verdict, on battle: ContentKey, calls: [ContentKey]) -> ContentKey {
    var builder = Builder("verdict/1")
    builder.add("battle", battle)
    builder.add("judge", verdict.judge)
    builder.add("order", verdict.order.rawValue)
    builder.add("state", verdict.state.rawValue)
    for call in calls { builder.add("call", call) }
    builder.add("explanation", verdict.explanation ?? "")
    if let turn = verdict.turn { builder.add("turn", turn) }
    if let definition = verdict.definition { builder.add("definition", definition) }
    // What a function says stands in no call.
    if calls.isEmpty, let a = verdict.scoreA, let b = verdict.scoreB { builder.add("scores", "\(a) \(b)") }
    if calls.isEmpty, let preference = verdict.preference { builder.add("preference", "\(preference)") }
    return builder.build()
  }
}
