// battle → verdicts in both seat orders; those of reward models stand in `Engine+Reward.swift`

internal import LoopKit
package import SparCore
internal import SparModels
internal import SparPrompts
internal import SparStore

extension Engine {
  /// Has every judge read a battle in both seat orders, and every reward model score its responses.
  package func judge(_ battle: Stored<Battle>, options: JudgeOptions) async throws -> JudgedBattle {
    let judges = try options.judges.isEmpty ? names(for: "judge") : options.judges
    let seats = try judges.flatMap { judge in
      try orders(of: judge).map { (judge: judge, order: $0) }
    }
    let verdicts = try await inOrder(seats) {
      $0.order == .alone
        ? try await self.rewardVerdict(on: battle, judge: $0.judge, margin: options.margin)
        : try await self.verdict(on: battle, judge: $0.judge, order: $0.order, agent: options.agent)
    }
    return JudgedBattle(battle, verdicts, policy: options.policy)
  }

  /// One judge's reading in one seat order. A judgement that fails or cannot be read becomes a verdict that says so.
  private func verdict(
    on battle: Stored<Battle>, judge: String, order: SeatOrder, agent name: String
  ) async throws -> Stored<Verdict> {
    let agent = try self.agent("judge", name, replying: .scores)
    let model = try models.model(judge)
    do {
      let reply = try await ask(Question(agent, try inputs(of: battle, order)), of: model)
      guard let scores = reply.scores else { throw EngineError(.unparsed, "judge/\(name) must reply with scores.") }
      let verdict = Verdict(battle.id, judge: judge, order: order, scores)
      return try await keep(
        [Draft(record: verdict, key: .verdict(verdict, on: battle.key, call: reply.key))], from: reply)[0]
    } catch let error as any SparError where !error.stopsEverything {
      return try await failedVerdict(on: battle, judge: judge, order: order, error)
    }
  }

  private func orders(of judge: String) throws -> [SeatOrder] {
    try models.model(judge).reward == nil ? SeatOrder.seated : [.alone]
  }

  private func inputs(of battle: Stored<Battle>, _ order: SeatOrder) throws -> [String: JSON] {
    let words = try battle.words()
    let instruction = try record(Instruction.self, words.instruction)
    let seats = try [words.a, words.b].map {
      try record(Response.self, $0).value.judged(on: instruction.value)
    }
    var inputs = try context(of: instruction)
    inputs["answerability"] = .string(instruction.answerability.rawValue)
    inputs["first"] = .string(seats[order == .ab ? 0 : 1])
    inputs["second"] = .string(seats[order == .ab ? 1 : 0])
    return inputs
  }

  func failedVerdict(
    on battle: Stored<Battle>, judge: String, order: SeatOrder, _ error: any SparError
  ) async throws -> Stored<Verdict> {
    let state: VerdictState = error.code == EngineError.Kind.unparsed.rawValue ? .unparsed : .error
    // What is stored names no host.
    let reason = (error as? ModelError)?.messageWithoutEndpoint ?? error.message
    let verdict = Verdict(battle: battle.id, judge: judge, order: order, state: state, explanation: reason)
    return try await keep([Draft(record: verdict, key: .verdict(verdict, on: battle.key, call: nil))])[0]
  }
}

extension Verdict {
  /// Scores by seat become scores by model.
  fileprivate init(_ battle: RecordID, judge: String, order: SeatOrder, _ scores: ScoresReply) {
    let (a, b) = order == .ab ? (scores.first, scores.second) : (scores.second, scores.first)
    self.init(
      battle: battle, judge: judge, order: order, state: a > b ? .a : b > a ? .b : .tie, scoreA: a, scoreB: b,
      explanation: scores.explanation)
  }
}

extension ContentKey {
  static func verdict(_ verdict: Verdict, on battle: ContentKey, call: ContentKey?) -> ContentKey {
    var builder = Builder("verdict/1")
    builder.add("battle", battle)
    builder.add("judge", verdict.judge)
    builder.add("order", verdict.order.rawValue)
    builder.add("state", verdict.state.rawValue)
    if let call { builder.add("call", call) }
    builder.add("explanation", verdict.explanation ?? "")
    return builder.build()
  }
}
