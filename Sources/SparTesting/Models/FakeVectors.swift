// Models that embed and score as a test says, and remember what they were asked.

package import LoopKit
package import SparCore
package import SparModels

@Host
package final class FakeEmbedder {
  package typealias Answer = @Host @Sendable ([String]) async throws(ModelError) -> [[Float]]

  /// `scripted/NAME`
  package let name: String
  /// The texts of each request.
  package private(set) var requests: [[String]] = []
  /// May be changed between calls; by default a text's vector is its length and 1.
  package var answer: Answer = { texts in texts.map { [Float($0.utf8.count), 1] } }

  package init(_ name: String, in models: ModelRegistry) {
    self.name = "scripted/\(name)"
    models.register(self.name, provider: FakeVectorProvider(embedder: self))
  }

  fileprivate func reply(to texts: [String]) async throws(ModelError) -> EmbeddingReply {
    requests.append(texts)
    return EmbeddingReply(vectors: try await answer(texts), usage: TokenUsage(input: texts.count, output: 0))
  }
}

@Host
package final class FakeReward {
  package typealias Answer = @Host @Sendable (RewardRequest) async throws(ModelError) -> Double

  /// `scripted/NAME`
  package let name: String
  package private(set) var requests: [RewardRequest] = []
  /// May be changed between calls; by default a response's score is its length.
  package var answer: Answer = { Double($0.response.utf8.count) }

  package init(_ name: String, in models: ModelRegistry) {
    self.name = "scripted/\(name)"
    models.register(self.name, provider: FakeRewardProvider(reward: self))
  }

  fileprivate func reply(to request: RewardRequest) async throws(ModelError) -> RewardReply {
    requests.append(request)
    return RewardReply(score: try await answer(request), usage: TokenUsage(input: 5, output: 0))
  }
}

private struct FakeVectorProvider: EmbeddingProvider {
  let embedder: FakeEmbedder

  func reply(to request: ChatRequest, model: String, in slot: Slot?) async throws(ModelError) -> ChatReply {
    ChatReply(text: "")
  }

  func embed(
    _ texts: [String], dimensions: Int?, model: String, in slot: Slot?
  ) async throws(ModelError) -> EmbeddingReply {
    try await embedder.reply(to: texts)
  }
}

private struct FakeRewardProvider: RewardProvider {
  let reward: FakeReward

  func reply(to request: ChatRequest, model: String, in slot: Slot?) async throws(ModelError) -> ChatReply {
    ChatReply(text: "")
  }

  func score(
    _ request: RewardRequest, as settings: RewardSettings, model: String, in slot: Slot?
  ) async throws(ModelError) -> RewardReply { try await reward.reply(to: request) }
}
