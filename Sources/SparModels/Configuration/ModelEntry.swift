// One model as `spar.toml` describes it.

package import SparCore

/// What a model is reached through.
package enum ProviderKind: String, Sendable, CaseIterable {
  /// Any OpenAI-compatible endpoint.
  case openai
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
  package var price: Price?

  package init(provider: ProviderKind, model: String) {
    self.provider = provider
    self.model = model
  }
}
