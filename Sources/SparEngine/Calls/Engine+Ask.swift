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
    let agent = question.agent
    if agent.schema != nil { return try await askForJSON(try request(question, for: model), by: agent, of: model) }
    return try await askOnce(try prepare(question, of: model))
  }

  /// Asks what has been prepared, of an agent without a schema.
  func ask(_ prepared: PreparedCall) async throws -> AgentReply {
    try Task.checkCancellation()
    return try await askOnce(prepared)
  }

  func prepare(_ question: Question, of model: Model) throws -> PreparedCall {
    prepare(try request(question, for: model), by: question.agent, of: model)
  }

  /// - Parameters:
  ///   - after: the call that this one follows in a conversation.
  ///   - source: where the reply comes from, where the model is not simply asked for it.
  func askOnce(
    _ request: ChatRequest, by agent: Agent, of model: Model, after: ContentKey? = nil,
    from source: (any ReplySource)? = nil
  ) async throws -> AgentReply {
    try await askOnce(prepare(request, by: agent, of: model, after: after, from: source))
  }

  @inline(__always)
  private func askOnce(_ prepared: PreparedCall) async throws -> AgentReply {
    if let stored = try storedReply(prepared.record, prepared.agent) { return stored }
    // Not a pause between looking into the store and joining: the same call could end in it.
    let (call, seat) = join(prepared)
    let reply = try await call.reply(at: seat)
    return reply.agent.hash == prepared.agent.hash ? reply : try read(reply, by: prepared.agent)
  }

  private func prepare(
    _ request: ChatRequest, by agent: Agent, of model: Model, after: ContentKey? = nil,
    from source: (any ReplySource)? = nil
  ) -> PreparedCall {
    var record = draft(of: request, by: agent, to: model)
    record.after = after
    return PreparedCall(record: record, request: request, agent: agent, model: model, source: source)
  }

  func draft(of request: ChatRequest, by agent: Agent, to model: Model) -> CallRecord {
    CallRecord(request, key: .call(request, to: model), agent: agent, model: model, run, iteration)
  }

  /// How many of the likeliest tokens a server is asked for beside a one-letter reply: what most allow at least.
  nonisolated private static var lettersReported: Int { 5 }

  private func request(_ question: Question, for model: Model) throws -> ChatRequest {
    let agent = question.agent
    var request = ChatRequest(
      messages: try agent.render(question.inputs),
      sampling: question.sampling.merged(over: model.defaults).merged(over: agent.sampling),
      ordinal: question.ordinal, task: task(of: question, for: model))
    if agent.reply == .token { request.topLogprobs = Self.lettersReported }
    if let schema = agent.schema { request.schema = ReplySchema(name: agent.name, schema: schema.json) }
    return request
  }

  /// What the agent was given matters to models inside this process alone, and to those that stand in for others.
  func isTold(_ model: Model) -> Bool { model.kind.isInProcess || isPlanning }

  private func task(of question: Question, for model: Model) -> AgentTask {
    AgentTask(
      stage: question.agent.stage, agent: question.agent.name,
      inputs: isTold(model) ? question.inputs.merging(question.background) { input, _ in input } : [:])
  }

  /// A stored reply is parsed anew: a parser that has learned to read it needs no new call, and makes it a success.
  @inline(never)
  func storedReply(_ draft: CallRecord, _ agent: Agent) throws -> AgentReply? {
    guard let stored = try store.call(key: draft.key), let text = stored.text else { return nil }
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
  private func join(_ prepared: PreparedCall) -> (call: CallInFlight, seat: Int) {
    if let call = underWay[prepared.record.key], !call.isAbandoned { return (call, call.join()) }
    let call = CallInFlight()
    underWay[prepared.record.key] = call
    call.start { try await self.carryOut(call, prepared) }
    return (call, call.join())
  }

  /// A reply stays under way until `keep` has stored it, so that nobody asks for it in between.
  @inline(__always)
  private func carryOut(_ call: CallInFlight, _ prepared: PreparedCall) async throws -> AgentReply {
    do {
      let reply = try await make(prepared)
      // Whoever waited has given up; what was paid for is kept all the same.
      if call.isAbandoned { try await keepAbandoned(reply, call) }
      return reply
    } catch {
      end(call, prepared.record.key)
      throw error
    }
  }

  @inline(never)
  private func keepAbandoned(_ reply: AgentReply, _ call: CallInFlight) async throws {
    if let record = reply.call { try await keep(record, reply.agent) }
    if call.isAbandoned { end(call, reply.key) }
  }

  private func end(_ call: CallInFlight, _ key: ContentKey) {
    if underWay[key] === call { underWay[key] = nil }
  }

  @inline(__always)
  private func make(_ prepared: PreparedCall) async throws -> AgentReply {
    let source = prepared.source ?? streamedReply(prepared.agent.stage, of: prepared.model)
    do { return try read(try await answer(to: prepared, from: source), to: prepared) } catch {
      throw try await noted(error, of: prepared, source)
    }
  }

  @inline(__always)
  private func answer(to prepared: PreparedCall, from source: (any ReplySource)?) async throws -> ModelReply {
    if let taped = try taped(prepared) { return taped }
    return try await reply(of: prepared.model, to: prepared, source)
  }

  /// Stores what is to be remembered of a call that failed.
  ///
  /// - Returns: the error for those who wait.
  private func noted(
    _ error: any Error, of prepared: PreparedCall, _ source: (any ReplySource)?
  ) async throws -> any Error {
    if let unfit = error as? UnfitReply {
      try await keep(unfit.record, prepared.agent)
      return unfit.error
    }
    guard let error = error as? ModelError else { return error }
    record(prepared.record, agent: prepared.agent.name, .error(error))
    if let partial = source?.partial, error.exitCode == .interrupted {
      try await keep(partial: partial, of: prepared)
    }
    try await keep(failure: error, of: prepared.record, agent: prepared.agent)
    return error
  }

  /// - Throws: `UnfitReply` where it is no answer.
  // Not inlined: the record it makes would be part of what every call holds while it waits.
  @inline(never)
  private func read(_ answer: ModelReply, to prepared: PreparedCall) throws -> AgentReply {
    record(prepared.record, agent: prepared.agent.name, .reply(answer.reply))
    var record = prepared.record
    record.take(answer, of: prepared.request, from: prepared.model)
    progress.countCall(record)
    guard record.status == .ok else { throw incomplete(record, prepared.agent) }
    do {
      let parsed = try prepared.agent.read(record.text ?? "", toolCalls: record.toolCalls)
      return AgentReply(parsed: parsed, key: record.key, agent: prepared.agent, call: record)
    } catch {
      throw rejected(record, prepared.agent, error)
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
  private func keep(partial reply: ChatReply, of prepared: PreparedCall) async throws {
    var record = prepared.record
    record.take(ModelReply(reply: reply), of: prepared.request, from: prepared.model)
    record.status = .cancelled
    progress.countCall(record)
    try await keep(record, prepared.agent)
  }

  private func incomplete(_ record: CallRecord, _ agent: Agent) -> UnfitReply {
    let error =
      record.status == .truncated
      ? EngineError(
        .truncated, "\(record.model) was cut at its token limit in \(agent.stage)/\(agent.name).",
        hint: "Raise max_tokens in the prompt file or in spar.toml.")
      : EngineError(
        .filtered, "The server withheld the reply of \(record.model) in \(agent.stage)/\(agent.name).",
        hint: "Its content filter objects to the prompt or the reply.")
    progress.countFailure()
    return UnfitReply(record: record.failed(error), error: error)
  }

  private func rejected(_ record: CallRecord, _ agent: Agent, _ reason: PromptError) -> UnfitReply {
    let error = unparsed(record.model, agent, reason)
    progress.countFailure()
    var record = record.failed(error)
    record.status = .unparsed
    return UnfitReply(record: record, error: error)
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
