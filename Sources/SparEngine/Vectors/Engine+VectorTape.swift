// Vectors and scores on tapes, in the form of replies: a score is its number, a vector its numbers. Each vector stands
// on the tape by itself, for a replay may cut its batches elsewhere.

internal import LoopKit
internal import SparCore
internal import SparModels
internal import SparStore

extension Engine {
  // MARK: Scores

  /// The taped score; `nil` where no tape is replayed.
  func taped(_ call: CallRecord, _ request: RewardRequest) throws -> RewardReply? {
    let messages = [ChatMessage(.user, request.prompt), ChatMessage(.assistant, request.response)]
    let asked = ChatRequest(messages: messages, task: request.task)
    guard let answer = try taped(call, asked, agent: request.task.agent) else { return nil }
    guard let score = Double(answer.reply.text) else { throw Self.unreadable("a score", answer.reply.text) }
    var reply = RewardReply(score: score, usage: answer.reply.usage)
    reply.attempts = answer.attempts
    return reply
  }

  // MARK: Vectors

  /// The taped vectors of a batch; `nil` where no tape is replayed.
  func taped(_ batch: [EmbeddingInput], of call: CallRecord) throws -> EmbeddingReply? {
    guard case .replaying? = tape else { return nil }
    var reply = EmbeddingReply(vectors: try batch.compactMap { try taped($0, of: call) })
    reply.attempts = 0
    return reply
  }

  private func taped(_ input: EmbeddingInput, of call: CallRecord) throws -> [Float]? {
    let asked = ChatRequest(
      messages: [ChatMessage(.user, input.text)], task: AgentTask(stage: call.stage, agent: Self.vector, inputs: [:]))
    guard let text = try taped(call.withKey(input.key), asked, agent: Self.vector)?.reply.text else { return nil }
    let parts = text.split(separator: " ")
    let numbers = parts.compactMap { Float($0) }
    guard !numbers.isEmpty, numbers.count == parts.count else { throw Self.unreadable("a vector", text) }
    return numbers
  }

  /// - Parameter model: who made the vector, or would have.
  func record(vector: [Float], _ key: ContentKey, _ model: Model) {
    guard case .recording? = tape else { return }
    let call = CallRecord(
      key: key, stage: "embed", model: model.name, wireModel: model.wireName, endpointKey: model.endpointKey,
      request: "{}", status: .ok, isSimulated: model.isSimulated)
    record(call, agent: Self.vector, .reply(ChatReply(text: vector.map { "\($0)" }.joined(separator: " "))))
  }

  func record(_ error: ModelError, _ batch: [EmbeddingInput], of call: CallRecord) {
    for input in batch { record(call.withKey(input.key), agent: Self.vector, .error(error)) }
  }

  nonisolated private static var vector: String { "vector" }

  nonisolated private static func unreadable(_ what: String, _ text: String) -> EngineError {
    EngineError(.tape, "The tape has \(what) that cannot be read: \"\(text.prefix(40))\".")
  }
}

extension CallRecord {
  fileprivate func withKey(_ key: ContentKey) -> CallRecord {
    var call = self
    call.key = key
    call.request = "{}"
    return call
  }
}
