// suggestion → refined instruction, perhaps over an edited passage

internal import LoopKit
package import SparCore
internal import SparPrompts
internal import SparStore

/// What became of an edit.
package enum EditOutcome: Sendable {
  case refined(Stored<Instruction>)
  /// The edit adds nothing, or not what its goal demands; the reason is stored.
  case rejected(reason: String)
}

extension Engine {
  /// Carries a suggestion out.
  ///
  /// - Parameter given: what the caller passes along; the agent is given what it declares of it.
  package func edit(
    _ suggestion: Stored<Suggestion>, model: String? = nil, inputs given: [String: JSON] = [:]
  ) async throws -> EditOutcome {
    let instruction = try record(Instruction.self, suggestion.instruction)
    let agent = try agent("edit", suggestion.goal, replying: .edit)
    var given = given
    given["suggestion"] = .string(suggestion.text)
    let inputs = try inputs(of: instruction, for: agent, beside: given)
    let reply = try await ask(Question(agent, inputs), of: try self.model(for: "editor", given: model))
    guard let edit = reply.edit else { throw EngineError(.unparsed, "edit/\(agent.name) must reply with an edit.") }
    let before = try shownPassage(of: instruction.value)?.text
    if let reason = Self.reasonToReject(edit, of: instruction.text, passage: before, by: agent) {
      return try await reject(edit, of: suggestion, reply, reason)
    }
    return .refined(try await keep(edit, of: instruction, suggestion, reply, passageBefore: before))
  }

  /// An edit that changes nothing of substance would only double its instruction.
  nonisolated static func reasonToReject(
    _ edit: EditReply, of instruction: String, passage: String?, by agent: Agent
  ) -> String? {
    let hasNewPassage = newPassage(in: edit, before: passage) != nil
    if agent.edits == .passage, passage != nil, !hasNewPassage { return "the passage is unchanged" }
    let edited = TextSubstance(of: edit.instruction)
    if edited.isEmpty { return "the instruction is empty" }
    if !hasNewPassage, edited == TextSubstance(of: instruction) { return "nothing of substance changed" }
    return nil
  }

  /// The edited passage, where there was one to edit and it differs in substance.
  nonisolated private static func newPassage(in edit: EditReply, before: String?) -> String? {
    guard let before, let text = edit.passage else { return nil }
    let edited = TextSubstance(of: text)
    return edited.isEmpty || edited == TextSubstance(of: before) ? nil : text
  }

  private func reject(
    _ edit: EditReply, of suggestion: Stored<Suggestion>, _ reply: AgentReply, _ reason: String
  ) async throws -> EditOutcome {
    let rejection = Rejection(
      stage: "edit", subject: suggestion.id, reason: reason, text: edit.instruction,
      provenance: provenance(agent: reply.agent, call: reply.key))
    try await write(from: reply) { try $0.put(rejection) }
    return .rejected(reason: reason)
  }

  private func keep(
    _ edit: EditReply, of instruction: Stored<Instruction>, _ suggestion: Stored<Suggestion>, _ reply: AgentReply,
    passageBefore: String?
  ) async throws -> Stored<Instruction> {
    let passage = try await editedPassage(edit, of: instruction, suggestion, reply, before: passageBefore)
    let refined = Instruction(
      text: edit.instruction, passage: passage?.id ?? instruction.passage, parent: instruction.id,
      suggestion: suggestion.id, skill: instruction.skill, type: instruction.type,
      answerability: reply.agent.answerability ?? instruction.answerability, goal: suggestion.goal,
      round: instruction.round + 1, turns: instruction.turns, tools: instruction.tools,
      standsAlone: instruction.standsAlone)
    let key = ContentKey.instruction(edit.instruction, of: suggestion.key, call: reply.key, passage: passage?.key)
    return try await keep([Draft(record: refined, key: key)], from: reply)[0]
  }

  private func editedPassage(
    _ edit: EditReply, of instruction: Stored<Instruction>, _ suggestion: Stored<Suggestion>, _ reply: AgentReply,
    before: String?
  ) async throws -> Stored<Passage>? {
    guard let text = Self.newPassage(in: edit, before: before), let id = instruction.passage else { return nil }
    let parent = try record(Passage.self, id)
    let passage = Passage(
      seed: parent.seed, parent: id, suggestion: suggestion.id, transformation: parent.transformation, text: text)
    return try await keep(
      [Draft(record: passage, key: .passage(passage, of: parent.key, call: reply.key))], from: reply)[0]
  }
}
