// judged battle → the better response improved from what the judges held against it, in battle with the original

internal import LoopKit
package import SparCore
internal import SparModels
internal import SparPrompts
internal import SparStore

/// What came of improving the better response of a battle.
package struct Improvement: Sendable {
  package let original: Stored<Response>
  package let response: Stored<Response>
  /// The improved response as B against the original as A. It is no battle of models, and is not rated.
  package let battle: Stored<Battle>
  package let outcome: Outcome

  /// The response that stays: the improved one only where the judges prefer it.
  package var better: Stored<Response> { outcome == .b ? response : original }
}

extension Engine {
  /// Improves the winner's response from the judges' critique, and judges the two.
  ///
  /// - Returns: `nil` where nobody won, no judge gave reasons, the response is a dialogue, or the editor changed nothing
  ///   of substance.
  package func improve(
    _ judged: JudgedBattle, options: JudgeOptions, editor: String? = nil
  ) async throws -> Improvement? {
    guard judged.outcome == .a || judged.outcome == .b else { return nil }
    let isA = judged.outcome == .a
    let critique = Self.critique(of: judged, isA: isA)
    guard !critique.isEmpty else { return nil }
    let words = try judged.battle.words()
    let original = try record(Response.self, isA ? words.a : words.b)
    guard original.turns.isEmpty, let improved = try await improved(original, critique, editor: editor) else {
      return nil
    }
    let instruction = try record(Instruction.self, original.instruction)
    let battle = try await self.battle(instruction, original, improved)
    let again = try await judge(battle, options: options)
    return Improvement(original: original, response: improved, battle: battle, outcome: again.outcome)
  }

  private func improved(
    _ original: Stored<Response>, _ critique: String, editor: String?
  ) async throws -> Stored<Response>? {
    let instruction = try record(Instruction.self, original.instruction)
    let agent = try agent("improve", "response", replying: .text)
    let model = try model(for: "editor", given: editor)
    let given: [String: JSON] = [
      "response": .string(original.value.judged(on: instruction.value)), "critique": .string(critique),
    ]
    let reply = try await ask(Question(agent, try inputs(of: instruction, for: agent, beside: given)), of: model)
    guard TextSubstance(of: reply.text) != TextSubstance(of: original.text) else {
      try await reject(reply, of: original)
      return nil
    }
    let response = Response(
      instruction: instruction.id, model: "\(original.model)+\(model.name)", text: reply.text,
      ordinal: original.ordinal, parent: original.id)
    var key = ContentKey.Builder("response/1")
    key.add("parent", original.key)
    key.add("model", response.model)
    key.add("call", reply.key)
    key.add("text", reply.text)
    return try await keep([Draft(record: response, key: key.build())], from: reply)[0]
  }

  private func reject(_ reply: AgentReply, of original: Stored<Response>) async throws {
    let rejection = Rejection(
      stage: "improve", subject: original.id, reason: "nothing of substance changed", text: reply.text,
      provenance: provenance(agent: reply.agent, call: reply.key))
    try await write(from: reply) { try $0.put(rejection) }
  }

  /// What the judges said, with the seat in which they saw the response.
  nonisolated private static func critique(of judged: JudgedBattle, isA: Bool) -> String {
    let reasons = judged.verdicts.filter { $0.state.outcome.isRated && $0.turn == nil }
      .compactMap { verdict -> String? in
        guard let reason = verdict.explanation, !reason.isEmpty else { return nil }
        guard verdict.ranking.joined().count <= 2 else { return reason }
        let isFirst = (verdict.order != .ba) == isA
        return "(To this judge, it was the \(isFirst ? "first response, or A" : "second response, or B").) \(reason)"
      }
    return reasons.joined(separator: "\n\n")
  }
}
