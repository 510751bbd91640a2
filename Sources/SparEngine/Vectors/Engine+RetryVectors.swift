// Vectors and scores that came to nothing, asked for again from what the store has of their calls.

internal import LoopKit
internal import SparCore
internal import SparModels
internal import SparStore

extension Engine {
  /// Asks for the vectors of a batch that are not there yet: others may have brought some of them.
  func retry(_ entry: CallEntry, _ texts: [String], _ model: Model) async throws -> RetryOutcome {
    let inputs = texts.map { EmbeddingInput(key: .embedding($0, by: model), text: $0) }
    guard ContentKey.embeddings(inputs) == entry.record.key else { return .anotherCall(entry, model) }
    let stored = try store.read { reader in try inputs.count { try reader.vector($0.key) != nil } }
    try await settle(entry.record, try await embed(texts, model: model.name))
    return stored == inputs.count ? .readAgain : .answered
  }

  /// The call is no failure any more, where it was other calls that brought what it was to bring.
  private func settle(_ record: CallRecord, _ vectors: [[Float]]) async throws {
    var settled = record
    (settled.status, settled.errorCode, settled.errorMessage) = (.ok, nil, nil)
    (settled.usage, settled.costMicroUSD, settled.attempts) = (nil, nil, 0)
    settled.text = CallRecord.summary(of: vectors)
    let call = settled
    try await store.write { try $0.put(call) }
  }

  func retry(_ entry: CallEntry, _ stored: StoredScore, _ model: Model) async throws -> RetryOutcome {
    let task = AgentTask(stage: entry.record.stage, agent: stored.api, inputs: [:])
    let request = RewardRequest(prompt: stored.prompt, response: stored.response, task: task)
    guard let settings = model.reward, settings.api.rawValue == stored.api,
      ContentKey.score(request, settings, by: model) == entry.record.key
    else { return .anotherCall(entry, model) }
    _ = try await score(request, settings, model)
    return .answered
  }
}

/// What a reward model was asked.
struct StoredScore {
  let api: String
  let prompt: String
  let response: String

  /// - Parameter request: as the call of a score keeps it.
  init(_ api: String, _ request: JSON?) {
    self.api = api
    prompt = request?["prompt"]?.string ?? ""
    response = request?["response"]?.string ?? ""
  }
}
