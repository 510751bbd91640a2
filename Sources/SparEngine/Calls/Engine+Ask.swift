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
  package func ask(_ question: Question, of model: Model) async throws -> AgentReply {
    let request = try request(question, for: model)
    let key = ContentKey.call(request, to: model)
    if let stored = try storedReply(key, question.agent) { return stored }
    let record = try await call(request, key: key, agent: question.agent, model: model)
    do {
      let parsed = try question.agent.reply.parse(record.text ?? "")
      return AgentReply(parsed: parsed, key: key, agent: question.agent, call: record)
    } catch {
      throw try await rejected(record, question.agent, error)
    }
  }

  private func request(_ question: Question, for model: Model) throws -> ChatRequest {
    let agent = question.agent
    let task = AgentTask(
      stage: agent.stage, agent: agent.name, inputs: question.inputs.merging(question.background) { input, _ in input })
    return ChatRequest(
      messages: try agent.render(question.inputs),
      sampling: question.sampling.merged(over: agent.sampling).merged(over: model.defaults),
      ordinal: question.ordinal, task: task)
  }

  /// A stored reply is parsed anew: a parser that has learned to read it needs no new call.
  private func storedReply(_ key: ContentKey, _ agent: Agent) throws -> AgentReply? {
    guard let stored = try store.read({ try $0.call(key: key) }), let text = stored.text else { return nil }
    guard stored.status == .ok || stored.status == .unparsed, let parsed = try? agent.reply.parse(text) else {
      return nil
    }
    progress.countStored()
    return AgentReply(parsed: parsed, key: key, agent: agent, call: nil)
  }

  /// Makes the call once, however many ask for it at the same time.
  private func call(
    _ request: ChatRequest, key: ContentKey, agent: Agent, model: Model
  ) async throws -> CallRecord {
    if let call = underWay[key] { return try await call.value() }
    let call = CallInFlight { try await self.make(request, key: key, agent: agent, model: model) }
    underWay[key] = call
    defer { underWay[key] = nil }
    return try await call.value()
  }

  private func make(
    _ request: ChatRequest, key: ContentKey, agent: Agent, model: Model
  ) async throws -> CallRecord {
    var record = CallRecord(
      key: key, stage: agent.stage, model: model.name, wireModel: model.wireName, endpointKey: model.endpointKey,
      agent: agent.hash, ordinal: request.ordinal, request: request.json.text, status: .ok,
      isSimulated: model.isSimulated, run: run, iteration: iteration)
    do {
      record.take(try await model.reply(to: request), of: request, from: model)
    } catch {
      try await keep(failure: error, of: &record, agent: agent)
      throw error
    }
    progress.countCall(record)
    guard record.status == .ok else { throw try await incomplete(record, agent) }
    return record
  }

  // MARK: What is not a success

  private func keep(failure: ModelError, of record: inout CallRecord, agent: Agent) async throws {
    progress.countFailure()
    // A cancelled call was neither answered nor refused; there is nothing to remember of it.
    guard failure.exitCode != .interrupted else { return }
    record.status = .failed
    record.errorCode = failure.code
    record.errorMessage = failure.messageWithoutEndpoint
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
    let error = EngineError(
      .unparsed, "The reply of \(record.model) in \(agent.stage)/\(agent.name) cannot be read: \(reason.sentence)",
      hint: "The raw reply is kept with the call.")
    progress.countFailure()
    var record = record.failed(error)
    record.status = .unparsed
    try await keep(record, agent)
    return error
  }

  private func keep(_ record: CallRecord, _ agent: Agent) async throws {
    try await store.write { transaction in
      try transaction.put(AgentDefinition(agent))
      try transaction.put(record)
    }
  }
}

extension CallRecord {
  fileprivate mutating func take(_ answer: ModelReply, of request: ChatRequest, from model: Model) {
    let reply = answer.reply
    text = reply.text
    reasoning = reply.reasoning
    finish = reply.finish
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

extension AgentDefinition {
  init(_ agent: Agent) {
    self.init(stage: agent.stage, name: agent.name, role: agent.role.rawValue, hash: agent.hash, text: agent.text)
  }
}
