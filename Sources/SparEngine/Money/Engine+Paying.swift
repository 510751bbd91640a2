// The one way from a call to a model: nobody is asked while a plan is made, and else no more than the budget covers.

internal import LoopKit
internal import SparCore
internal import SparModels
internal import SparStore

extension Engine {
  /// The reply to a request that is not stored.
  ///
  /// - Parameter source: where it comes from, where the model is not simply asked for it.
  @inline(__always)
  func reply(of model: Model, to call: PreparedCall, _ source: (any ReplySource)?) async throws -> ModelReply {
    if plan == nil, budget == nil, source == nil { return try await model.reply(to: call.request) }
    return try await reply(of: model, to: call.request, key: call.record.key, source)
  }

  private func reply(
    of model: Model, to request: ChatRequest, key: ContentKey, _ source: (any ReplySource)?
  ) async throws -> ModelReply {
    if let plan { return try await plan.reply(of: model, to: request, key: key) }
    guard let budget else { return try await Self.ask(model, request, source) }
    let share = source?.share ?? 1
    return try await budget.spend(at: share > 0 ? request.highestUsage(share) : nil, on: model) {
      () async throws(ModelError) in
      try await Self.ask(model, request, source)
    } usage: {
      $0.reply.usage ?? request.estimatedUsage(reply: $0.reply.text)
    }
  }

  private static func ask(
    _ model: Model, _ request: ChatRequest, _ source: (any ReplySource)?
  ) async throws(ModelError) -> ModelReply {
    if let source { return try await source.reply(to: request, from: model) }
    return try await model.reply(to: request)
  }

  /// The score of a reward model.
  func score(of request: RewardRequest, by model: Model, key: ContentKey) async throws -> RewardReply {
    if let plan { return try await plan.score(of: request, by: model, key: key) }
    guard let budget else { return try await model.score(request) }
    let most = TokenUsage(reading: request.byteCount)
    return try await budget.spend(at: most, on: model) { () async throws(ModelError) in
      try await model.score(request)
    } usage: {
      $0.usage ?? most
    }
  }

  /// One batch of vectors.
  func vectors(of texts: [String], by model: Model, key: ContentKey) async throws -> EmbeddingReply {
    if let plan { return try await plan.vectors(of: texts, by: model, key: key) }
    guard let budget else { return try await model.embed(texts) }
    let most = TokenUsage(reading: texts.reduce(0) { $0 + $1.utf8.count })
    return try await budget.spend(at: most, on: model) { () async throws(ModelError) in
      try await model.embed(texts)
    } usage: {
      $0.usage ?? most
    }
  }
}

extension RewardRequest {
  var byteCount: Int { prompt.utf8.count + response.utf8.count }
}

extension TokenUsage {
  /// What texts that are only read may come to: a token for three bytes.
  fileprivate init(reading bytes: Int) { self.init(input: bytes / 3 + 4, output: 0, isEstimate: true) }
}
