// What a judge is shown: the task, the two responses in their seats, and what its prompt declares besides.

internal import LoopKit
internal import SparCore
internal import SparModels
internal import SparPrompts
internal import SparStore

extension Engine {
  /// How many turns both responses of a battle have; 1 where there is no dialogue.
  func turnCount(of battle: Stored<Battle>) throws -> Int {
    let words = try battle.words()
    guard try !record(Instruction.self, words.instruction).turns.isEmpty else { return 1 }
    let counts = try [words.a, words.b].map { try record(Response.self, $0).turns.count }
    return max(1, counts.min() ?? 1)
  }

  func inputs(of seat: VerdictSeat, for agent: Agent) async throws -> [String: JSON] {
    let instruction = try record(Instruction.self, seat.battle.words().instruction)
    let shown = try shown(seat, instruction.value)
    var inputs = try await inputs(of: instruction, for: seat.juror.judge, agent)
    inputs["first"] = .string(shown.first)
    inputs["second"] = .string(shown.second)
    if let turn = seat.turn { inputs["turn"] = .int(Int64(turn)) }
    return inputs
  }

  /// What a prompt that judges is told of the task.
  func inputs(
    of instruction: Stored<Instruction>, for judge: Judge, _ agent: Agent
  ) async throws -> [String: JSON] {
    var inputs = try inputs(of: instruction, for: agent, beside: judge.given)
    if agent.declares("reference"), inputs["reference"] == nil {
      inputs["reference"] = .string(try await reference(for: instruction, of: judge))
    }
    if agent.declares("rubric"), inputs["rubric"] == nil {
      inputs["rubric"] = .string(try await rubric(for: instruction, of: judge))
    }
    return inputs
  }

  /// The two responses in the order in which they are shown, whole or up to a turn.
  func shown(_ seat: VerdictSeat, _ instruction: Instruction) throws -> (first: String, second: String) {
    let words = try seat.battle.words()
    let texts = try [words.a, words.b].map { id in
      let response = try record(Response.self, id).value
      return seat.turn.map { response.judged(on: instruction, upTo: $0) } ?? response.judged(on: instruction)
    }
    return seat.order == .ba ? (texts[1], texts[0]) : (texts[0], texts[1])
  }

  private func reference(for instruction: Stored<Instruction>, of judge: Judge) async throws -> String {
    guard let model = judge.reference else {
      throw EngineError(
        .argument, "The judge '\(judge.name)' needs a reference.",
        hint: "reference = \"MODEL\" has one written, with = {reference = \"…\"} gives one.")
    }
    return try await respond(instruction, model: model).value.judged(on: instruction.value)
  }

  /// Criteria that the judge's own model writes, once for each instruction.
  private func rubric(for instruction: Stored<Instruction>, of judge: Judge) async throws -> String {
    let agent = try agent("rubric", "criteria", replying: .items)
    let inputs = try inputs(of: instruction, for: agent, beside: judge.given)
    let reply = try await ask(Question(agent, inputs), of: try models.model(judge.model ?? ""))
    try await keepCall(of: reply)
    return reply.items.enumerated().map { "\($0.offset + 1). \($0.element.text)" }.joined(separator: "\n")
  }
}

extension Response {
  /// A dialogue up to the reply of one turn, from 1.
  fileprivate func judged(on instruction: Instruction, upTo turn: Int) -> String {
    Self.dialogue(Array(turns.prefix(turn)), instruction.turns)
  }
}

extension Agent {
  /// What the models inside this process must know to reply in its form; nothing for the usual one, whose calls keep
  /// their identity.
  var judgeBackground: [String: JSON] { reply == .scores ? [:] : ["form": .string(reply.rawValue)] }
}
