// A script's own words to a model: turn by turn, with tools between, each turn a call like any other.

internal import LoopKit
package import SparCore
internal import SparModels
internal import SparPrompts
internal import SparStore

extension Engine {
  /// Asks a model for its reply to a conversation, and runs the tools that it calls until it answers.
  ///
  /// - Throws: what a call throws; what tools throw is told to the model.
  package func chat(_ chat: Chat) async throws -> ChatAnswer { try await converse(chat, from: nil) }

  /// Asks for `count` replies to each conversation: those of one conversation together, where the server can.
  ///
  /// - Returns: in the order of the conversations, and of the ordinals for each.
  package func chats(_ chats: [Chat], count: Int = 1) async throws -> Fanout<ChatAnswer> {
    let places = chats.flatMap { chat in
      let samples = count > 1 ? ChatSamples(chat, count: count) : nil
      return (0..<count).map { Place(chat: chat, offset: $0, samples: samples) }
    }
    return try await overAll(places, label: "chat", width: chats.contains { !$0.tools.isEmpty } ? 64 : nil) { place in
      var chat = place.chat
      chat.ordinal += place.offset
      return try await self.converse(chat, from: try place.samples?.source(at: place.offset, in: self))
    }
  }

  private struct Place: Sendable {
    let chat: Chat
    let offset: Int
    let samples: ChatSamples?
  }

  /// - Parameter earlier: the call that the conversation goes on from.
  func converse(
    _ chat: Chat, from source: (any ReplySource)?, after earlier: ContentKey? = nil
  ) async throws -> ChatAnswer {
    try check(chat)
    let model = try model(for: "target", given: chat.model)
    var answer = ChatAnswer(messages: chat.messages, model: model.name)
    var source = source
    var last = earlier
    while true {
      try Task.checkCancellation()
      let request = request(chat, answer, to: model)
      let reply = try await ask(request, of: model, for: chat, after: last, from: source)
      source = nil
      try await add(reply, to: &answer, asked: .call(request, to: model), for: chat)
      let calls = answer.reply.toolCalls
      guard !calls.isEmpty, chat.runs(calls) else { return answer }
      guard answer.turns.count < chat.mostTurns else {
        answer.isCutShort = true
        return answer
      }
      try await use(calls, for: chat, after: reply.key, in: &answer)
      last = reply.key
    }
  }

  private func ask(
    _ request: ChatRequest, of model: Model, for chat: Chat, after: ContentKey?, from source: (any ReplySource)?
  ) async throws -> AgentReply {
    let agent = chat.agent ?? Agent.chat(schema: chat.schema)
    guard chat.schema != nil else {
      return try await askOnce(request, by: agent, of: model, after: after, from: source)
    }
    return try await askForJSON(request, by: agent, of: model, after: after, from: source)
  }

  /// The request of a turn.
  private func request(_ chat: Chat, _ answer: ChatAnswer, to model: Model) -> ChatRequest {
    var request = chat.request(to: model)
    request.messages = answer.messages
    if !answer.turns.isEmpty { request.toolChoice = nil }
    return request
  }

  /// Stores the reply of a turn, and reads it back with the number that it got.
  private func add(
    _ reply: AgentReply, to answer: inout ChatAnswer, asked: ContentKey, for chat: Chat
  ) async throws {
    if reply.call != nil { try await write(from: reply) { _ in } }
    if reply.key != asked { answer.turns.append(try turn(asked, isRefused: true)) }
    var turn = try turn(reply.key)
    turn.nameToolCalls(turn: answer.turns.count + 1)
    answer.turns.append(turn)
    answer.value = reply.json
    answer.key = reply.key
    answer.text = reply.text
    // An agent's reply is what its parser made of it; a script gets it as it came.
    let said = chat.agent == nil ? turn.reply.text : reply.text
    answer.messages.append(ChatMessage(.assistant, said, toolCalls: turn.reply.toolCalls))
  }

  private func turn(_ key: ContentKey, isRefused: Bool = false) throws -> ChatTurn {
    guard let stored = try store.call(key: key) else {
      throw EngineError(.argument, "The call \(key.short) is not in \(try store.path).")
    }
    let reply = ChatReply(stored, text: stored.text ?? "")
    return ChatTurn(call: stored.id, reply: reply, costMicroUSD: stored.costMicroUSD, isRefused: isRefused)
  }

  private func use(
    _ calls: [ToolCall], for chat: Chat, after key: ContentKey, in answer: inout ChatAnswer
  ) async throws {
    let uses = try await use(calls, of: key, for: chat)
    answer.turns[answer.turns.count - 1].toolUses = uses
    for (call, use) in zip(calls, uses) {
      answer.messages.append(ChatMessage(.tool, use.result ?? "Error: \(use.error ?? "")", toolCallID: call.id))
    }
  }

  private func check(_ chat: Chat) throws {
    guard let last = chat.messages.last else { throw EngineError(.argument, "A conversation needs a message.") }
    guard last.role != .system else {
      throw EngineError(.argument, "The conversation ends with a system message, which nobody can answer.")
    }
    let names = chat.tools.map(\.tool.name)
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw EngineError(.argument, "Two tools have the name '\(name)'.")
    }
    if case .named(let name)? = chat.toolChoice, !names.contains(name) {
      throw EngineError(.argument, "The tool choice names '\(name)', which is not among the tools.")
    }
  }
}

extension Chat {
  /// The request of the first turn.
  @Host func request(to model: Model) -> ChatRequest {
    var request = ChatRequest(
      messages: messages, sampling: sampling.merged(over: model.defaults), ordinal: ordinal,
      task: task ?? AgentTask(stage: "chat", agent: "chat", inputs: [:]))
    request.tools = tools.map(\.tool)
    request.toolChoice = toolChoice
    request.schema = schema.map { ReplySchema(name: schemaName, schema: $0.json) }
    request.topLogprobs = topLogprobs
    return request
  }

  /// Whether the conversation goes on by itself: a tool that the script runs itself ends it. A tool that does not
  /// exist is an error for the model to hear.
  fileprivate func runs(_ calls: [ToolCall]) -> Bool {
    !tools.isEmpty
      && calls.allSatisfy { call in tools.first { $0.tool.name == call.name }.map { $0.run != nil } ?? true }
  }
}

extension ChatTurn {
  /// Gives tool calls that came without a name of their own, or with another's, one by their place: answers must find
  /// them.
  fileprivate mutating func nameToolCalls(turn number: Int) {
    var reply = reply
    var seen = Set<String>()
    for (index, call) in reply.toolCalls.enumerated() where call.id.isEmpty || !seen.insert(call.id).inserted {
      reply.toolCalls[index].id = "call_\(number)_\(index + 1)"
    }
    self = ChatTurn(call: call, reply: reply, costMicroUSD: costMicroUSD, isRefused: isRefused)
  }
}
