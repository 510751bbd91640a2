// One model as `spar.toml` describes it.

package import SparCore

/// What a model is reached through.
package enum ProviderKind: String, Sendable, CaseIterable {
  /// Any OpenAI-compatible endpoint.
  case openai
  /// Anthropic's Messages API.
  case anthropic
  /// The simulated pool.
  case sim
  /// Replies from a file or a function.
  case scripted
}

/// One `[models.NAME]` table.
package struct ModelEntry: Sendable, Equatable {
  package var provider: ProviderKind
  /// The model's name on the wire.
  package var model: String
  package var baseURL: BaseURL?
  /// The variable that holds the key.
  package var keyVariable: String?
  /// The program that prints the key.
  package var keyCommand: String?
  package var concurrency: Int?
  package var requestsPerMinute: Int?
  package var tokensPerMinute: Int?
  /// Seconds for a whole reply.
  package var timeout: Double?
  package var sampling = Sampling()
  /// Whether every reply is streamed, for gateways that cut connections on which nothing comes for long.
  package var streams = false
  /// Whether its requests go into batches that its server works on in its own time.
  package var isBatched = false
  /// The most requests in one batch; `nil` for as many as the server's protocol allows.
  package var batchRequests: Int?
  /// How it is asked for structured replies; `nil` for what its server turns out to take.
  package var structured: StructuredForm?
  package var price: Price?
  /// What makes it a reward model.
  package var reward: RewardSettings?
  package var embedding = EmbeddingSettings()

  package init(provider: ProviderKind, model: String) {
    self.provider = provider
    self.model = model
  }

  /// The members of a request that come from the call, which `extra` must not repeat.
  static let ownMembers: Set = [
    "model", "messages", "system", "tools", "tool_choice", "response_format", "logprobs", "top_logprobs", "n", "stream",
    "stream_options",
  ]
}
