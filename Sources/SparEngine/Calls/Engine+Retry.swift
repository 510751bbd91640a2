// Calls that came to nothing, made again from what the store has of them, without the script that asked.

internal import LoopKit
package import SparCore
internal import SparModels
internal import SparPrompts
package import SparStore

/// What became of a call that was tried again.
package enum RetryOutcome: Sendable, Equatable {
  /// It was made, and its reply is a success now.
  case answered
  /// The stored reply could be read; no call was made.
  case readAgain
  /// Only the script that asked can make it again; the reason.
  case skipped(String)
}

extension Engine {
  /// Makes a stored call again: same messages, same parameters, same key, so that its script finds it answered.
  ///
  /// - Throws: what the call fails with this time; it is stored as such.
  package func retry(_ entry: CallEntry) async throws -> RetryOutcome {
    guard let question = try StoredQuestion(entry.record) else {
      return .skipped("\(entry.id) is no chat: its script makes it again.")
    }
    let model = try models.model(entry.record.model)
    guard ContentKey.call(question.request, to: model) == entry.record.key else {
      return .skipped(
        "\(entry.id) is not what \(model.name) would be asked today: it answers from inside this process, or its "
          + "model or address has changed. Its script asks anew.")
    }
    let agent = try agent(of: entry.record, question.request)
    let reply = try await askOnce(question.request, by: agent, of: model)
    let isNew = reply.call.map { $0.attempts > 0 } ?? false
    try await write(from: reply) { _ in }
    return isNew ? .answered : .readAgain
  }

  /// The agent that reads the reply: by the file of today, which may have learned to read it.
  private func agent(of call: CallRecord, _ request: ChatRequest) throws -> Agent {
    guard let hash = call.agent, let definition = try store.lookUp({ try $0.agent(hash) }) else {
      throw EngineError(.argument, "The agent of a call of the stage \(call.stage) is not in the store.")
    }
    if definition.stage == "chat" {
      return Agent.chat(schema: try request.schema.map { try JSONSchema($0.schema) })
    }
    return try library.agent(definition.stage, definition.name)
  }
}

/// A request as `ChatRequest.stored` wrote it.
private struct StoredQuestion {
  let request: ChatRequest

  /// `nil` for calls that are no chats: embeddings, scores.
  init?(_ call: CallRecord) throws {
    guard let json = try? JSON(parsing: Array(call.request.utf8)), let messages = json["messages"]?.array else {
      return nil
    }
    var request = ChatRequest(
      messages: messages.compactMap(ChatMessage.init(stored:)), sampling: Sampling(stored: json["sampling"]),
      ordinal: call.ordinal, task: AgentTask(stage: call.stage, agent: "", inputs: [:]))
    guard request.messages.count == messages.count else { return nil }
    request.tools = Tool.tools(in: json["tools"])
    request.toolChoice = json["tool_choice"].flatMap(ToolChoice.init(stored:))
    if let schema = json["schema"], let name = schema["name"]?.string, let form = schema["schema"] {
      request.schema = ReplySchema(name: name, schema: form)
    }
    request.topLogprobs = json["top_logprobs"]?.int
    self.request = request
  }
}
