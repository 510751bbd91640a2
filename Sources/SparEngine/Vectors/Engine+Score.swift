// response → the score of a reward model, or of a chat model that is asked for a number

internal import LoopKit
package import SparCore
package import SparModels
internal import SparPrompts
internal import SparStore

/// A score and the call behind it.
package struct RewardScore: Sendable, Equatable {
  /// On the model's own scale, 1 to 10 where a chat model was asked; more is better.
  package let value: Double
  package let call: ContentKey
}

extension Engine {
  /// The score of a stored response to its instruction; the same response is scored once by the same model.
  package func score(_ response: Stored<Response>, model: Model) async throws -> RewardScore {
    let instruction = try record(Instruction.self, response.instruction).value
    return try await score(response.value.judged(on: instruction), to: instruction, model: model)
  }

  /// The score of a text as a response to an instruction.
  package func score(_ response: String, to instruction: Instruction, model: Model) async throws -> RewardScore {
    let passage = try shownPassage(of: instruction)?.value
    var inputs: [String: JSON] = ["instruction": .string(instruction.text), "response": .string(response)]
    inputs["passage"] = passage.map { .string($0.text) }
    inputs["answerability"] = .string(instruction.answerability.rawValue)
    guard let settings = model.reward, settings.api != .chat else { return try await askForNumber(inputs, model) }
    let request = RewardRequest(
      prompt: Self.prompt(instruction, passage), response: response,
      task: AgentTask(stage: Self.scoreStage, agent: settings.api.rawValue, inputs: inputs))
    return try await score(request, settings, model)
  }

  /// Who scores where nobody is named: the first judge that is a reward model, else the first judge.
  package func scorer(given name: String?) throws -> Model {
    if let name { return try models.model(name) }
    let judges = try names(for: "judge").map { try models.model($0) }
    return judges.first { $0.reward != nil } ?? judges[0]
  }

  nonisolated private static var scoreStage: String { "score" }

  // MARK: A chat model

  private func askForNumber(_ inputs: [String: JSON], _ model: Model) async throws -> RewardScore {
    let agent = try agent(Self.scoreStage, "alone", replying: .score)
    let reply = try await ask(Question(agent, inputs), of: model)
    // The score is no record: the call alone is stored.
    if reply.call != nil { try await write(from: reply) { _ in } }
    guard let value = reply.score else { throw EngineError(.unparsed, "\(agent.file) must be answered by a score.") }
    return RewardScore(value: value, call: reply.key)
  }

  // MARK: A reward model

  func score(_ request: RewardRequest, _ settings: RewardSettings, _ model: Model) async throws -> RewardScore {
    try Task.checkCancellation()
    let draft = CallRecord(request, settings, model: model, run, iteration)
    if let stored = try storedScore(draft, request) {
      plan?.countStored(draft)
      return stored
    }
    // Not a pause between looking into the store and joining: the same call could end in it.
    let call = scoreUnderWay(draft, request, model)
    return try await call.reply(at: call.join())
  }

  private func storedScore(_ draft: CallRecord, _ request: RewardRequest) throws -> RewardScore? {
    guard let stored = try store.call(key: draft.key), stored.status == .ok else { return nil }
    guard let text = stored.text, let value = Double(text) else { return nil }
    progress.countStored()
    record(draft, agent: request.task.agent, .reply(ChatReply(stored, text: text)))
    return RewardScore(value: value, call: draft.key)
  }

  private func scoreUnderWay(_ draft: CallRecord, _ request: RewardRequest, _ model: Model) -> InFlight<RewardScore> {
    if let call = scoresUnderWay[draft.key], !call.isAbandoned { return call }
    let call = InFlight<RewardScore>()
    scoresUnderWay[draft.key] = call
    call.start {
      defer { if self.scoresUnderWay[draft.key] === call { self.scoresUnderWay[draft.key] = nil } }
      return try await self.carryOut(draft, request, model)
    }
    return call
  }

  private func carryOut(_ draft: CallRecord, _ request: RewardRequest, _ model: Model) async throws -> RewardScore {
    var record = draft
    let reply: RewardReply
    do {
      let taped = try taped(draft, request)
      reply = if let taped { taped } else { try await score(of: request, by: model, key: draft.key) }
    } catch let error as ModelError {
      self.record(draft, agent: request.task.agent, .error(error))
      try await keep(failed: record, error)
      throw error
    }
    let taped = ChatReply(text: "\(reply.score)", usage: reply.usage)
    self.record(draft, agent: request.task.agent, .reply(taped))
    record.take(reply, of: request, from: model)
    progress.countCall(record)
    let call = record
    try await store.write { try $0.put(call) }
    return RewardScore(value: reply.score, call: call.key)
  }

  /// Stores a call that no agent made and that failed.
  func keep(failed draft: CallRecord, _ error: ModelError) async throws {
    // A cancelled call was neither answered nor refused; there is nothing to remember of it.
    guard error.exitCode != .interrupted else { return }
    progress.countFailure()
    var record = draft
    record.status = .failed
    record.errorCode = error.code
    record.errorMessage = error.messageWithoutEndpoint
    let call = record
    try await store.write { try $0.put(call) }
  }
}

extension CallRecord {
  /// A score before it is asked for.
  @Host fileprivate init(
    _ request: RewardRequest, _ settings: RewardSettings, model: Model, _ run: RecordID?, _ iteration: Int?
  ) {
    let asked: JSON = [
      "score": .string(settings.api.rawValue), "prompt": .string(request.prompt), "response": .string(request.response),
    ]
    self.init(
      key: .score(request, settings, by: model), stage: request.task.stage, model: model.name,
      wireModel: model.wireName, endpointKey: model.endpointKey, request: asked.text, status: .ok,
      isSimulated: model.isSimulated, run: run, iteration: iteration)
  }

  fileprivate mutating func take(_ reply: RewardReply, of request: RewardRequest, from model: Model) {
    text = "\(reply.score)"
    attempts = reply.attempts
    latency = reply.latency
    let bytes = request.prompt.utf8.count + request.response.utf8.count
    let usage = reply.usage ?? TokenUsage(input: (bytes + 3) / 4, output: 0, isEstimate: true)
    self.usage = usage
    costMicroUSD = model.cost(of: usage)
  }
}

extension ContentKey {
  /// The key of a score: everything that can change it. For models inside this process the inputs count as well.
  @Host static func score(_ request: RewardRequest, _ settings: RewardSettings, by model: Model) -> ContentKey {
    var builder = Builder("score/1")
    builder.add("endpoint", model.endpointKey)
    builder.add("model", model.wireName)
    builder.add("api", settings.api.rawValue)
    if let index = settings.classIndex { builder.add("class", index) }
    builder.add("prompt", request.prompt)
    builder.add("response", request.response)
    if model.kind.isInProcess {
      for (name, value) in request.task.inputs.sorted(by: { $0.key < $1.key }) { builder.add(name, value) }
    }
    return builder.build()
  }
}
