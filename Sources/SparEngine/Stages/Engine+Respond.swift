// instruction → response

internal import SparModels
internal import LoopKit
package import SparCore
internal import SparPrompts
internal import SparStore

/// What a model responds to.
package enum GivenInstruction: Sendable {
  indirect case stored(Stored<Instruction>)
  /// A text that becomes an instruction together with its first response: one write instead of two.
  case text(String)

  var value: Instruction {
    switch self {
    case .stored(let instruction): instruction.value
    case .text(let text): Instruction(text: text)
    }
  }

  var key: ContentKey {
    switch self {
    case .stored(let instruction): instruction.key
    case .text(let text): .instruction(text)
    }
  }
}

extension GivenInstruction {
  /// Whether there is more to it than one question and one reply.
  var isDialogue: Bool {
    guard case .stored(let instruction) = self else { return false }
    return !instruction.turns.isEmpty || !instruction.tools.isEmpty
  }
}

extension Engine {
  /// Has a model respond; once per model, instruction and ordinal.
  package func respond(
    _ instruction: Stored<Instruction>, model name: String? = nil, ordinal: Int = 0, sampling: Sampling = Sampling()
  ) async throws -> Stored<Response> {
    try await respond(to: .stored(instruction), model: name, ordinal: ordinal, sampling: sampling)
  }

  /// The same to an instruction that need not be stored yet.
  package func respond(
    to given: GivenInstruction, model name: String? = nil, ordinal: Int = 0, sampling: Sampling = Sampling()
  ) async throws -> Stored<Response> {
    if given.isDialogue {
      var options = ResponseOptions()
      (options.ordinal, options.sampling) = (ordinal, sampling)
      return try await converse(on: given, model: name, options)
    }
    if let recorded = try recordedResponse(to: given, model: name, ordinal: ordinal) { return recorded }
    let call = try preparedResponse(to: given, model: name, ordinal: ordinal, sampling: sampling)
    return try await keep(try await ask(call), to: given, of: call)
  }

  // Not inlined, as `draft`: what they work with would be part of what every call holds while it waits.
  @inline(never)
  private func preparedResponse(
    to given: GivenInstruction, model name: String?, ordinal: Int, sampling: Sampling
  ) throws -> PreparedCall {
    let instruction = given.value
    let agent = try agent("respond", "answer", replying: .text)
    let model = try model(for: "target", given: name)
    let question = Question(
      agent, try context(of: instruction), background: isTold(model) ? background(of: instruction) : [:],
      sampling: sampling, ordinal: ordinal)
    return try prepare(question, of: model)
  }

  private func keep(
    _ reply: AgentReply, to given: GivenInstruction, of call: PreparedCall
  ) async throws -> Stored<Response> {
    let draft = draft(reply, to: given, of: call)
    if !reply.isNew {
      let key = draft.key(to: given.key)
      if let known = try store.lookUp({ try $0.record(Response.self, key: key) }) { return known }
    }
    return try await write(from: reply) { try draft.put(in: $0) }
  }

  @inline(never)
  private func draft(_ reply: AgentReply, to given: GivenInstruction, of call: PreparedCall) -> ResponseDraft {
    ResponseDraft(
      given: given, instructionOrigin: provenance(), origin: provenance(agent: reply.agent, call: reply.key),
      reply: reply, call: call)
  }

  /// What the simulated contenders' skill depends on.
  func background(of instruction: Instruction) -> [String: JSON] {
    var background: [String: JSON] = [
      "answerability": .string(instruction.answerability.rawValue), "round": .int(Int64(instruction.round)),
    ]
    background["type"] = instruction.type.map { .string($0) }
    background["goal"] = instruction.goal.map { .string($0) }
    return background
  }
}

/// A response before it is stored. A class, as `PreparedCall` is.
///
/// Its keys are made where it is put, on the writer's thread: the loop's has more to do.
private final class ResponseDraft: Sendable {
  private let given: GivenInstruction
  private let instructionOrigin: Provenance
  private let origin: Provenance
  private let reply: AgentReply
  private let call: PreparedCall

  init(
    given: GivenInstruction, instructionOrigin: Provenance, origin: Provenance, reply: AgentReply, call: PreparedCall
  ) {
    self.given = given
    self.instructionOrigin = instructionOrigin
    self.origin = origin
    self.reply = reply
    self.call = call
  }

  func key(to instruction: ContentKey) -> ContentKey {
    var key = ContentKey.Builder("response/1")
    key.add("instruction", instruction)
    key.add("model", call.model.name)
    key.add("call", reply.key)
    key.add("text", reply.text)
    return key.build()
  }

  func put(in transaction: StoreTransaction) throws -> Stored<Response> {
    let instruction = given.key
    let response = Response(
      instruction: try id(of: instruction, in: transaction), model: call.model.name, text: reply.text,
      ordinal: call.request.ordinal)
    return try transaction.put(response, key: key(to: instruction), provenance: origin)
  }

  private func id(of key: ContentKey, in transaction: StoreTransaction) throws -> RecordID {
    switch given {
    case .stored(let instruction): instruction.id
    case .text: try transaction.put(given.value, key: key, provenance: instructionOrigin).id
    }
  }
}
