// battle → the verdict of a reward model: each response is scored alone, so that there are no seats to change

internal import LoopKit
internal import SparCore
internal import SparModels
internal import SparPrompts
internal import SparStore

extension Engine {
  /// One verdict of a reward model.
  func rewardVerdict(_ seat: VerdictSeat) async throws -> Stored<Verdict> {
    let model = try models.model(seat.juror.judge.model ?? "")
    let battle = seat.battle
    let words = try battle.words()
    let responses = [try record(Response.self, words.a), try record(Response.self, words.b)]
    let scores = try await inOrder(responses) { try await self.score($0, model: model) }
    let reading = SeatReading(
      first: scores[0].value, second: scores[1].value, margin: seat.juror.judge.margin ?? 0)
    let verdict = Verdict(reading, seat)
    let key = ContentKey.verdict(verdict, on: battle.key, calls: scores.map(\.call))
    return try await keep([Draft(record: verdict, key: key)])[0]
  }

  /// One verdict of a user's function.
  func functionVerdict(_ seat: VerdictSeat, _ function: JudgeFunction) async throws -> Stored<Verdict> {
    let instruction = try record(Instruction.self, seat.battle.words().instruction)
    let shown = try shown(seat, instruction.value)
    let pair = ShownPair(
      instruction: instruction, passage: try shownPassage(of: instruction.value)?.text, first: shown.first,
      second: shown.second)
    let verdict = Verdict(try await function.run(pair), seat)
    return try await keep([Draft(record: verdict, key: .verdict(verdict, on: seat.battle.key, calls: []))])[0]
  }
}
