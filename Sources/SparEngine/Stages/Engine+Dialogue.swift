// instruction → response, where that takes more than one call: the user has further turns, or the contender has tools.
// Each turn is a call of its own, known by the whole dialogue before it.

internal import LoopKit
package import SparCore
internal import SparModels
internal import SparPrompts
internal import SparStore

/// How a model responds.
package struct ResponseOptions: Sendable {
  package var ordinal = 0
  package var sampling = Sampling()
  /// What runs when the contender calls it. A tool of the instruction that is not among these is shown to the contender
  /// all the same; a call of it ends the dialogue, and is the response.
  package var tools: [OfferedTool] = []
  /// How often the contender is asked in one turn of the user's.
  package var rounds = 8
  package var toolSeconds = 60.0
  package var longestResult = 32_768
  package var rerunsTools = false

  package init() {}
}

extension Engine {
  /// Has a model respond with tools, or to every turn of the user's; once per model, instruction, tools and ordinal.
  package func respond(
    to given: GivenInstruction, model name: String? = nil, options: ResponseOptions
  ) async throws -> Stored<Response> {
    guard given.isDialogue || !options.tools.isEmpty else {
      return try await respond(to: given, model: name, ordinal: options.ordinal, sampling: options.sampling)
    }
    return try await converse(on: given, model: name, options)
  }

  func converse(
    on given: GivenInstruction, model name: String?, _ options: ResponseOptions
  ) async throws -> Stored<Response> {
    if options.tools.isEmpty, let recorded = try recordedResponse(to: given, model: name, ordinal: options.ordinal) {
      return recorded
    }
    let instruction = try await stored(given)
    let model = try model(for: "target", given: name)
    var dialogue = try dialogue(on: instruction, with: model, options)
    for number in 0...instruction.turns.count {
      let answer = try await converse(dialogue.turn(number), from: nil, after: dialogue.last)
      guard try dialogue.take(answer) else { break }
    }
    return try await keep(dialogue, on: instruction, with: model)
  }

  private func stored(_ given: GivenInstruction) async throws -> Stored<Instruction> {
    switch given {
    case .stored(let instruction): instruction
    case .text(let text): try await instruction(text)
    }
  }

  private func dialogue(
    on instruction: Stored<Instruction>, with model: Model, _ options: ResponseOptions
  ) throws -> Dialogue {
    let agent = try agent("respond", "answer", replying: .text)
    let context = try context(of: instruction)
    var chat = Chat(try agent.render(context))
    chat.agent = agent
    chat.model = model.name
    chat.ordinal = options.ordinal
    chat.sampling = options.sampling.merged(over: model.defaults).merged(over: agent.sampling)
    chat.tools = options.tools + (try shown(instruction.tools, beside: options.tools))
    chat.mostTurns = options.rounds
    chat.toolSeconds = options.toolSeconds
    chat.longestResult = options.longestResult
    chat.rerunsTools = options.rerunsTools
    let isTold = model.kind.isInProcess || isPlanning
    let inputs = isTold ? context.merging(background(of: instruction.value)) { input, _ in input } : nil
    return Dialogue(chat: chat, turns: instruction.turns, inputs: inputs)
  }

  /// The tools of an instruction that nothing runs.
  private func shown(_ tools: [Tool], beside running: [OfferedTool]) throws -> [OfferedTool] {
    try tools.filter { tool in !running.contains { $0.tool.name == tool.name } }.map { try OfferedTool($0, run: nil) }
  }

  private func keep(
    _ dialogue: Dialogue, on instruction: Stored<Instruction>, with model: Model
  ) async throws -> Stored<Response> {
    guard let agent = dialogue.chat.agent, let call = dialogue.last, let text = dialogue.replies.last else {
      throw EngineError(.nothing, "\(model.name) was not asked.")
    }
    let response = Response(
      instruction: instruction.id, model: model.name, text: text, ordinal: dialogue.chat.ordinal,
      turns: instruction.turns.isEmpty ? [] : dialogue.replies)
    var key = ContentKey.Builder("response/1")
    key.add("instruction", instruction.key)
    key.add("model", model.name)
    key.add("call", call)
    key.add("text", text)
    let made = key.build()
    if let known = try store.lookUp({ try $0.record(Response.self, key: made) }) { return known }
    let origin = provenance(agent: agent, call: call)
    return try await store.write { transaction in
      try transaction.put(AgentDefinition(agent))
      return try transaction.put(response, key: made, provenance: origin)
    }
  }
}

/// A dialogue under way.
private struct Dialogue {
  var chat: Chat
  /// What the user says after each reply.
  let turns: [String]
  /// What models inside this process are told; `nil` for all others.
  let inputs: [String: JSON]?
  var replies: [String] = []
  /// The call of the last reply.
  var last: ContentKey?

  init(chat: Chat, turns: [String], inputs: [String: JSON]?) {
    self.chat = chat
    self.turns = turns
    self.inputs = inputs
  }

  /// The conversation with the user's next turn; 0 is the task itself.
  func turn(_ number: Int) -> Chat {
    var chat = chat
    var inputs = inputs
    if number > 0 {
      chat.messages.append(ChatMessage(.user, turns[number - 1]))
      inputs?["instruction"] = .string(turns[number - 1])
      inputs?["dialogue"] = .string(Response.dialogue(Array(replies), turns))
    }
    inputs?["turn"] = .int(Int64(number))
    chat.task = AgentTask(stage: chat.agent?.stage ?? "", agent: chat.agent?.name ?? "", inputs: inputs ?? [:])
    return chat
  }

  /// Goes on from a reply.
  ///
  /// - Returns: whether the user has the next turn: a call of a tool that nothing runs is the end.
  /// - Throws: `reply.no_answer` where the contender did nothing but call tools.
  mutating func take(_ answer: ChatAnswer) throws -> Bool {
    guard !answer.isCutShort else {
      throw EngineError(
        .noAnswer, "\(answer.model) called tools \(chat.mostTurns) times and gave no answer.",
        hint: "Give it more rounds: respond(i, {tools = …, rounds = \(2 * chat.mostTurns)}).")
    }
    let calls = answer.reply.toolCalls
    last = answer.key
    chat.messages = answer.messages
    replies.append(calls.isEmpty ? answer.text : Self.text(answer.text, calls))
    return calls.isEmpty
  }

  /// Calls that nobody runs, as the response: what was said before, and the calls as JSON.
  private static func text(_ said: String, _ calls: [ToolCall]) -> String {
    let list: JSON = .array(
      calls.map { call in
        let arguments = (try? JSON(parsing: Array(call.arguments.utf8))) ?? .string(call.arguments)
        return ["name": .string(call.name), "arguments": arguments]
      })
    return said.isEmpty ? list.text : "\(said)\n\n\(list.text)"
  }
}

extension Response {
  /// Replies and the user's turns between them, as one text: what a judge reads of a dialogue. The user's first turn
  /// is the task, which stands elsewhere.
  static func dialogue(_ replies: [String], _ turns: [String]) -> String {
    let parts = replies.enumerated().map { index, reply in
      index == 0 ? "Assistant: \(reply)" : "User: \(turns[index - 1])\n\nAssistant: \(reply)"
    }
    return parts.joined(separator: "\n\n")
  }

  /// What is judged: the reply, or the whole dialogue where there is one.
  func judged(on instruction: Instruction) -> String {
    guard turns.count > 1, turns.count <= instruction.turns.count + 1 else { return text }
    return Self.dialogue(turns, instruction.turns)
  }
}
