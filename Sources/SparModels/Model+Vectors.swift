// Texts into vectors, and a score for a response, by the same line, retries and limits as chat.

internal import LoopKit
internal import SparCore

extension Model {
  /// One vector for each text, in their order, by one request.
  ///
  /// - Throws: `model.unsupported` for a model that makes no vectors; else as `reply(to:)`.
  package func embed(_ texts: [String]) async throws(ModelError) -> EmbeddingReply {
    guard let provider = provider as? any EmbeddingProvider else {
      throw .unsupported(name, "makes no vectors", hint: "Name an embedding model: sim/embedder, openai/MODEL.")
    }
    let (wireName, dimensions) = (wireName, embedding.dimensions)
    let received = Received<EmbeddingReply>()
    let answer = try await endpoint.call(name, tokens: tokens(in: texts)) { slot async throws(ModelError) in
      let reply = try await provider.embed(texts, dimensions: dimensions, model: wireName, in: slot)
      return received.take(reply, usage: reply.usage)
    }
    var reply = received.reply
    (reply.attempts, reply.latency) = (answer.attempts, answer.latency)
    return reply
  }

  /// The score of one response.
  ///
  /// - Throws: `model.unsupported` for a model that is no reward model, or one that is asked by chat; else as
  ///   `reply(to:)`.
  package func score(_ request: RewardRequest) async throws(ModelError) -> RewardReply {
    guard let settings = reward, settings.api != .chat, let provider = provider as? any RewardProvider else {
      throw .unsupported(
        name, "gives no scores by itself", hint: "Set score in its table of spar.toml, or name sim/reward.")
    }
    let wireName = wireName
    let received = Received<RewardReply>()
    let tokens = tokens(in: [request.prompt, request.response])
    let answer = try await endpoint.call(name, tokens: tokens) { slot async throws(ModelError) in
      let reply = try await provider.score(request, as: settings, model: wireName, in: slot)
      return received.take(reply, usage: reply.usage)
    }
    var reply = received.reply
    (reply.attempts, reply.latency) = (answer.attempts, answer.latency)
    return reply
  }

  private func tokens(in texts: [String]) -> Int {
    endpoint.countsTokens ? texts.reduce(0) { $0 + ($1.utf8.count + 3) / 4 } : 0
  }
}

/// Carries a reply past the endpoint, which looks at nothing but tokens.
@Host
private final class Received<Value: Sendable> {
  private var value: Value?

  /// What was received; there is something as soon as the endpoint has returned.
  var reply: Value {
    guard let value else { preconditionFailure("an endpoint returned without a reply") }
    return value
  }

  func take(_ value: Value, usage: TokenUsage?) -> ChatReply {
    self.value = value
    return ChatReply(text: "", usage: usage)
  }
}
