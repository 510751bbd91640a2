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
  /// The stored reply could be read, or others have brought what it was to bring; no call was made.
  case readAgain
  /// Only the script that asked can make it again; the reason.
  case skipped(String)
}

extension Engine {
  /// Makes a stored call again: the same request, the same key, so that its script finds it answered.
  ///
  /// - Throws: what the call fails with this time; it is stored as such.
  package func retry(_ entry: CallEntry) async throws -> RetryOutcome {
    let model = try models.model(entry.record.model)
    let request = try? JSON(parsing: Array(entry.record.request.utf8))
    if let texts = request?["input"]?.array { return try await retry(entry, texts.compactMap(\.string), model) }
    if let score = request?["score"]?.string { return try await retry(entry, StoredScore(score, request), model) }
    guard let request, let question = ChatRequest(stored: request, of: entry.record) else {
      return .skipped("\(entry.id) holds no request that can be read: its script makes it again.")
    }
    guard ContentKey.call(question, to: model) == entry.record.key else { return .anotherCall(entry, model) }
    let reply = try await askOnce(question, by: try agent(of: entry.record, question), of: model)
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

extension RetryOutcome {
  static func anotherCall(_ entry: CallEntry, _ model: Model) -> RetryOutcome {
    .skipped(
      "\(entry.id) is not what \(model.name) would be asked today: it answers from inside this process, or its "
        + "model or address has changed. Its script asks anew.")
  }
}

extension ChatRequest {
  /// A request as `stored` wrote it; `nil` for what is no chat.
  fileprivate init?(stored json: JSON, of call: CallRecord) {
    guard let messages = json["messages"]?.array else { return nil }
    self.init(
      messages: messages.compactMap(ChatMessage.init(stored:)), sampling: Sampling(stored: json["sampling"]),
      ordinal: call.ordinal, task: AgentTask(stage: call.stage, agent: "", inputs: [:]))
    guard self.messages.count == messages.count else { return nil }
    tools = Tool.tools(in: json["tools"])
    toolChoice = json["tool_choice"].flatMap(ToolChoice.init(stored:))
    if let schema = json["schema"], let name = schema["name"]?.string, let form = schema["schema"] {
      self.schema = ReplySchema(name: name, schema: form)
    }
    topLogprobs = json["top_logprobs"]?.int
  }
}
