// battle → the verdict of a reward model: each response is scored alone, so that there are no seats to change

internal import LoopKit
internal import SparCore
internal import SparModels
internal import SparPrompts
internal import SparStore

extension Engine {
  /// One verdict of a reward model. A score that fails or cannot be read makes a verdict that says so.
  ///
  /// - Parameter margin: scores that differ by no more are a tie.
  func rewardVerdict(on battle: Stored<Battle>, judge: String, margin: Double) async throws -> Stored<Verdict> {
    let model = try models.model(judge)
    do {
      let words = try battle.words()
      let responses = [try record(Response.self, words.a), try record(Response.self, words.b)]
      let scores = try await inOrder(responses) { try await self.score($0, model: model) }
      let verdict = Verdict(battle.id, judge: judge, scores[0].value, scores[1].value, margin: margin)
      let key = ContentKey.verdict(verdict, on: battle.key, calls: scores.map(\.call))
      return try await keep([Draft(record: verdict, key: key)])[0]
    } catch let error as any SparError where !error.stopsEverything {
      return try await failedVerdict(on: battle, judge: judge, order: .alone, error)
    }
  }
}

extension Verdict {
  fileprivate init(_ battle: RecordID, judge: String, _ a: Double, _ b: Double, margin: Double) {
    let state: VerdictState = abs(a - b) <= margin ? .tie : a > b ? .a : .b
    self.init(battle: battle, judge: judge, order: .alone, state: state, scoreA: a, scoreB: b)
  }
}

extension ContentKey {
  /// The key of a verdict that two calls stand behind.
  fileprivate static func verdict(_ verdict: Verdict, on battle: ContentKey, calls: [ContentKey]) -> ContentKey {
    var builder = Builder("verdict/1")
    builder.add("battle", battle)
    builder.add("judge", verdict.judge)
    builder.add("order", verdict.order.rawValue)
    builder.add("state", verdict.state.rawValue)
    for call in calls { builder.add("call", call) }
    return builder.build()
  }
}
