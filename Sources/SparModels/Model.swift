// A model as the engine hires it: a name, an identity for content keys, a price, and one way to ask it.

package import LoopKit
package import SparCore

@Host
package final class Model {
  /// The name as the user asked for it: an alias, `openai/MODEL`, `sim/NAME`.
  nonisolated package let name: String
  nonisolated package let kind: ProviderKind
  /// The name on the wire, which is part of a call's identity.
  nonisolated package let wireName: String
  /// Names the endpoint in content keys without holding its address.
  nonisolated package let endpointKey: ContentKey
  /// `nil` where no price is configured.
  nonisolated package let price: Price?
  /// What requests to this model leave open is taken from here.
  nonisolated package let defaults: Sampling
  /// What makes it a reward model; `nil` for a model that only chats.
  nonisolated package let reward: RewardSettings?
  nonisolated package let embedding: EmbeddingSettings
  package let endpoint: Endpoint
  let provider: any Provider

  init(
    name: String, kind: ProviderKind, wireName: String, endpointKey: ContentKey, price: Price?, defaults: Sampling,
    reward: RewardSettings? = nil, embedding: EmbeddingSettings = EmbeddingSettings(), endpoint: Endpoint,
    provider: any Provider
  ) {
    self.name = name
    self.kind = kind
    self.wireName = wireName
    self.endpointKey = endpointKey
    self.price = price
    self.defaults = defaults
    self.reward = reward
    self.embedding = embedding
    self.endpoint = endpoint
    self.provider = provider
  }

  /// Whether its replies are made of rules and chance, which must be said wherever its numbers show.
  nonisolated package var isSimulated: Bool { kind == .sim }

  /// What `usage` costs, in micro-dollars; `nil` where the price is not known. A simulated model costs nothing.
  nonisolated package func cost(of usage: TokenUsage) -> Int64? { price?.cost(of: usage) ?? (isSimulated ? 0 : nil) }

  /// Asks the model: waits in its endpoint's line, retries what may pass, and returns one reply.
  ///
  /// - Throws: `model.cancelled` as soon as the task is cancelled.
  package func reply(to request: ChatRequest) async throws(ModelError) -> ModelReply {
    let asked = AskedRequest(request, of: self)
    let tokens = endpoint.countsTokens ? request.tokensToReserve : 0
    return try await endpoint.call(name, tokens: tokens) { slot async throws(ModelError) in
      try await asked.reply(in: slot)
    }
  }
}

/// A request with what it leaves open filled in. A class: what waits for the reply would hold copies of the request.
private final class AskedRequest: Sendable {
  private let request: ChatRequest
  private let model: Model

  @inline(never)
  @Host init(_ request: ChatRequest, of model: Model) {
    var request = request
    request.sampling = request.sampling.merged(over: model.defaults)
    self.request = request
    self.model = model
  }

  @Host func reply(in slot: Slot) async throws(ModelError) -> ChatReply {
    try await model.provider.reply(to: request, model: model.wireName, in: slot)
  }
}
