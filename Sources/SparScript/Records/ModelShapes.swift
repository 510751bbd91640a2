// The tables of models: what is configured, and what a check brought. Without addresses, which Lua does not see.

internal import LuaKit
internal import SparCore
internal import SparModels

extension ModelListing {
  static let shape = ValueShape<ModelListing>(
    "listed_model", "A model of `spar.toml`, as `models.list` shows it.", hasKind: false,
    [
      .init("name", "string", "its name in `spar.toml`") { .string($0.name) },
      .init("provider", "string", "`openai`, `anthropic`, `sim` or `scripted`") { .string($0.provider.rawValue) },
      .init("model", "string", "its name on the wire") { .string($0.wireName) },
      .init("has_key", "boolean", "false where a key is needed and missing") { .bool($0.hasKey) },
      .init("concurrency", "integer?", "requests in flight at its address; nil inside Spar") {
        $0.concurrency.map { LuaValue($0) } ?? .nil
      },
      .init("input_price", "number?", "USD per million tokens; nil where it is not configured") {
        $0.price.map { .number($0.input) } ?? .nil
      },
      .init("output_price", "number?", "the same of the reply") { $0.price.map { .number($0.output) } ?? .nil },
      .init("price_date", "string?", "when the price was looked up") { ($0.price?.date).map { .string($0) } ?? .nil },
    ])

  private var hasKey: Bool {
    if case .missing = key { false } else { true }
  }
}

extension ModelCheck {
  static let shape = ValueShape<ModelCheck>(
    "model_check", "What became of the tiny call of `models.check`.", hasKind: false,
    [
      .init("name", "string", "the model") { .string($0.name) },
      .init("ok", "boolean", "whether it answered") { .bool($0.error == nil) },
      .init("seconds", "number?", "how long it took") { ($0.success?.latency).map { .number($0) } ?? .nil },
      .init("tokens", "integer?", "of question and reply; nil where the server counts none") {
        ($0.success?.usage).map { LuaValue($0.input + $0.output) } ?? .nil
      },
      .init("code", "string?", "of the error") { ($0.error?.code).map { .string($0) } ?? .nil },
      .init("message", "string?", "of the error") { ($0.error?.messageWithoutEndpoint).map { .string($0) } ?? .nil },
    ])

  private var success: Success? { try? result.get() }
}
