// The agent runner, the one way to a model: render → look up by content key → call, or the stored reply → parse.

internal import LoopKit
package import SparCore
package import SparModels
package import SparPrompts
internal import SparStore

/// One question to one model.
package struct Question: Sendable {
  package var agent: Agent
  /// What the prompt declares.
  package var inputs: [String: JSON]
  /// What only models inside this process are told.
  package var background: [String: JSON]
  package var sampling: Sampling
  /// Which of several samples, from 0.
  package var ordinal: Int

  package init(
    _ agent: Agent, _ inputs: [String: JSON], background: [String: JSON] = [:], sampling: Sampling = Sampling(),
    ordinal: Int = 0
  ) {
    self.agent = agent
    self.inputs = inputs
    self.background = background
    self.sampling = sampling
    self.ordinal = ordinal
  }
}

extension Engine {
  /// Asks a model, or returns what it answered to the same question before.
  ///
  /// A reply that is cut, withheld or cannot be read is stored as what it is and thrown, so that asking again tries
  /// again; nothing but a whole and readable reply is ever taken from the store.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled.
  package func ask(_ question: Question, of model: Model) async throws -> AgentReply {
    try Task.checkCancellation()
    let (agent, request) = (question.agent, try request(question, for: model))
    if agent.schema != nil { return try await askForJSON(request, by: agent, of: model) }
    return try await askOnce(request, by: agent, of: model)
  }

  /// - Parameters:
  ///   - after: the call that this one follows in a conversation.
  ///   - source: where the reply comes from, where the model is not simply asked for it.
  func askOnce(
    _ request: ChatRequest, by agent: Agent, of model: Model, after: ContentKey? = nil,
    from source: (any ReplySource)? = nil
  ) async throws -> AgentReply {
    var draft = draft(of: request, by: agent, to: model)
    draft.after = after
    if let stored = try storedReply(draft, agent) { return stored }
    // Not a pause between looking into the store and joining: the same call could end in it.
    let (call, seat) = join(draft, request, agent: agent, model: model, source)
    let reply = try await call.reply(at: seat)
    return reply.agent.hash == agent.hash ? reply : try read(reply, by: agent)
  }

  func draft(of request: ChatRequest, by agent: Agent, to model: Model) -> CallRecord {
    CallRecord(request, key: .call(request, to: model), agent: agent, model: model, run, iteration)
  }

  private func request(_ question: Question, for model: Model) throws -> ChatRequest {
    let agent = question.agent
    let task = AgentTask(
      stage: agent.stage, agent: agent.name, inputs: question.inputs.merging(question.background) { input, _ in input })
    var request = ChatRequest(
      messages: try agent.render(question.inputs),
      sampling: question.sampling.merged(over: model.defaults).merged(over: agent.sampling),
      ordinal: question.ordinal, task: task)
    if let schema = agent.schema { request.schema = ReplySchema(name: agent.name, schema: schema.json) }
    return request
  }

  /// A stored reply is parsed anew: a parser that has learned to read it needs no new call, and makes it a success.
  func storedReply(_ draft: CallRecord, _ agent: Agent) throws -> AgentReply? {
    guard let stored = try store.lookUp({ try $0.call(key: draft.key) }), let text = stored.text else { return nil }
    guard stored.status == .ok || stored.status == .unparsed,
      let parsed = try? agent.read(text, toolCalls: stored.toolCalls)
    else { return nil }
    progress.countStored()
    plan?.countStored(draft)
    record(draft, agent: agent.name, .reply(ChatReply(stored, text: text)))
    let call = stored.status == .ok ? nil : draft.parsedAgain(stored)
    return AgentReply(parsed: parsed, key: draft.key, agent: agent, call: call)
  }

  /// Begins the call once, however many ask for it before its reply is stored.
  private func join(
    _ draft: CallRecord, _ request: ChatRequest, agent: Agent, model: Model, _ source: (any ReplySource)?
  ) -> (call: CallInFlight, seat: Int) {
    if let call = underWay[draft.key], !call.isAbandoned { return (call, call.join()) }
    let call = CallInFlight()
    underWay[draft.key] = call
    call.start { try await self.carryOut(call, draft, request, agent: agent, model: model, source) }
    return (call, call.join())
  }

  /// A reply stays under way until `keep` has stored it, so that nobody asks for it in between.
  private func carryOut(
    _ call: CallInFlight, _ draft: CallRecord, _ request: ChatRequest, agent: Agent, model: Model,
    _ source: (any ReplySource)?
  ) async throws -> AgentReply {
    do {
      let reply = try await make(draft, request, agent: agent, model: model, source)
      // Whoever waited has given up; what was paid for is kept all the same.
      if call.isAbandoned, let record = reply.call { try await keep(record, agent) }
      if call.isAbandoned { end(call, draft.key) }
      return reply
    } catch {
      end(call, draft.key)
      throw error
    }
  }

  private func end(_ call: CallInFlight, _ key: ContentKey) {
    if underWay[key] === call { underWay[key] = nil }
  }

  private func make(
    _ draft: CallRecord, _ request: ChatRequest, agent: Agent, model: Model, _ given: (any ReplySource)?
  ) async throws -> AgentReply {
    var record = draft
    let source = given ?? streamedReply(agent.stage, of: model)
    do {
      let taped = try taped(draft, request, agent: agent.name)
      let answer = if let taped { taped } else { try await reply(of: model, to: request, key: draft.key, source) }
      self.record(draft, agent: agent.name, .reply(answer.reply))
      record.take(answer, of: request, from: model)
    } catch let error as ModelError {
      self.record(draft, agent: agent.name, .error(error))
      if let partial = source?.partial, error.exitCode == .interrupted {
        try await keep(partial: partial, of: record, request, agent: agent, model: model)
      }
      try await keep(failure: error, of: record, agent: agent)
      throw error
    }
    progress.countCall(record)
    guard record.status == .ok else { throw try await incomplete(record, agent) }
    do {
      let parsed = try agent.read(record.text ?? "", toolCalls: record.toolCalls)
      return AgentReply(parsed: parsed, key: record.key, agent: agent, call: record)
    } catch {
      throw try await rejected(record, agent, error)
    }
  }

  /// The reply to a question that another agent asked in the very same words.
  private func read(_ reply: AgentReply, by agent: Agent) throws -> AgentReply {
    do {
      let parsed = try agent.read(reply.call?.text ?? "", toolCalls: reply.call?.toolCalls)
      var call = reply.call
      call?.agent = agent.hash
      return AgentReply(parsed: parsed, key: reply.key, agent: agent, call: call)
    } catch {
      throw unparsed(reply.call?.model ?? "the model", agent, error)
    }
  }

  // MARK: What is not a success

  private func keep(failure: ModelError, of draft: CallRecord, agent: Agent) async throws {
    // A cancelled call was neither answered nor refused; there is nothing to remember of it.
    guard failure.exitCode != .interrupted else { return }
    progress.countFailure()
    var record = draft
    record.status = .failed
    record.errorCode = failure.code
    record.errorMessage = failure.messageWithoutEndpoint
    try await keep(record, agent)
  }

  /// What had come of a reply when it was broken off; it was paid for, and is no answer.
  private func keep(
    partial reply: ChatReply, of draft: CallRecord, _ request: ChatRequest, agent: Agent, model: Model
  ) async throws {
    var record = draft
    record.take(ModelReply(reply: reply), of: request, from: model)
    record.status = .cancelled
    progress.countCall(record)
    try await keep(record, agent)
  }

  private func incomplete(_ record: CallRecord, _ agent: Agent) async throws -> EngineError {
    let error =
      record.status == .truncated
      ? EngineError(
        .truncated, "\(record.model) was cut at its token limit in \(agent.stage)/\(agent.name).",
        hint: "Raise max_tokens in the prompt file or in spar.toml.")
      : EngineError(
        .filtered, "The server withheld the reply of \(record.model) in \(agent.stage)/\(agent.name).",
        hint: "Its content filter objects to the prompt or the reply.")
    progress.countFailure()
    try await keep(record.failed(error), agent)
    return error
  }

  private func rejected(_ record: CallRecord, _ agent: Agent, _ reason: PromptError) async throws -> EngineError {
    let error = unparsed(record.model, agent, reason)
    progress.countFailure()
    var record = record.failed(error)
    record.status = .unparsed
    try await keep(record, agent)
    return error
  }

  private func unparsed(_ model: String, _ agent: Agent, _ reason: PromptError) -> EngineError {
    EngineError(
      .unparsed, "The reply of \(model) in \(agent.stage)/\(agent.name) cannot be read: \(reason.sentence)",
      hint: "The raw reply is kept with the call.")
  }

  private func keep(_ record: CallRecord, _ agent: Agent) async throws {
    try await store.write { transaction in
      try transaction.put(AgentDefinition(agent))
      try transaction.put(record)
    }
  }
}

extension CallRecord {
  /// A call before it is made.
  fileprivate init(
    _ request: ChatRequest, key: ContentKey, agent: Agent, model: Model, _ run: RecordID?, _ iteration: Int?
  ) {
    self.init(
      key: key, stage: agent.stage, model: model.name, wireModel: model.wireName, endpointKey: model.endpointKey,
      agent: agent.hash, ordinal: request.ordinal, request: request.stored, status: .ok,
      isSimulated: model.isSimulated, run: run, iteration: iteration)
  }

  /// A stored call whose reply can be read now: nothing was sent, nothing spent.
  fileprivate func parsedAgain(_ stored: StoredCall) -> CallRecord {
    var record = self
    record.text = stored.text
    record.reasoning = stored.reasoning
    record.finish = stored.finish
    record.toolCalls = stored.toolCalls
    record.logprobs = stored.logprobs
    record.attempts = 0
    return record
  }

  fileprivate mutating func take(_ answer: ModelReply, of request: ChatRequest, from model: Model) {
    let reply = answer.reply
    text = reply.text
    reasoning = reply.reasoning
    finish = reply.finish
    toolCalls = reply.toolCalls.isEmpty ? nil : ToolCall.json(reply.toolCalls).text
    logprobs = reply.logprobs?.text
    attempts = answer.attempts
    latency = answer.latency
    let usage = reply.usage ?? request.estimatedUsage(reply: reply.text)
    self.usage = usage
    costMicroUSD = model.cost(of: usage)
    status = reply.finish == .length ? .truncated : reply.finish == .filtered ? .filtered : .ok
  }

  fileprivate func failed(_ error: EngineError) -> CallRecord {
    var record = self
    record.errorCode = error.code
    record.errorMessage = error.message
    return record
  }
}

extension Agent {
  /// A reply that asks for tools is not the answer yet, and has no form.
  func read(_ text: String, toolCalls: String?) throws(PromptError) -> ParsedReply {
    toolCalls == nil ? try read(text) : .text(text)
  }
}

extension AgentDefinition {
  init(_ agent: Agent) {
    self.init(stage: agent.stage, name: agent.name, role: agent.role.rawValue, hash: agent.hash, text: agent.text)
  }
}
