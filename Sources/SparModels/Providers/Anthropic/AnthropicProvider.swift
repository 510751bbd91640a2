// Anthropic's Messages API: `POST …/messages` (version 2023-06-01). The body's form stands in `AnthropicWriter`, the
// reply's in `AnthropicReader`; keys, queues and retries are left to others.

internal import LoopKit
internal import SparCore

@Host
final class AnthropicProvider: Provider {
  private let access: ServerAccess
  private let address: String
  private let options: WireOptions

  nonisolated static let keyFields: ServerAccess.KeyFields = { [("x-api-key", $0)] }
  nonisolated static let fields = [(name: "anthropic-version", value: "2023-06-01")]

  init(_ access: ServerAccess, _ options: WireOptions = WireOptions()) {
    self.access = access
    address = access.url.messages
    self.options = options
  }

  func reply(to request: ChatRequest, model: String, in slot: Slot?) async throws(ModelError) -> ChatReply {
    if options.streams { return try await reply(to: request, model: model, in: slot) { _ in } }
    let writer = try writer(request, model)
    let answer = try await access.post(writer.body(), to: address, for: model, in: slot)
    return try AnthropicReader(answer: answer, form: writer.form).reply(in: try answer.json())
  }

  nonisolated var streams: Bool { true }

  func reply(
    to request: ChatRequest, model: String, in slot: Slot?, onPiece: @escaping @Host (ReplyPiece) -> Void
  ) async throws(ModelError) -> ChatReply {
    let writer = try writer(request, model)
    let stream = ReplyStream(AnthropicStream(form: writer.form), onPiece: onPiece)
    let answer = try await access.post(writer.body(isStreamed: true), to: address, for: model, in: slot, into: stream)
    return stream.told(try AnthropicReader(answer: answer, form: writer.form).reply(in: try stream.body(answer)))
  }

  /// - Throws: `model.unsupported` for what the API has no word for.
  private func writer(_ request: ChatRequest, _ model: String) throws(ModelError) -> AnthropicWriter {
    guard request.topLogprobs == nil else {
      throw .unsupported(
        model, "tells no probabilities of tokens", hint: "Anthropic's API has none; ask another provider's model.")
    }
    return AnthropicWriter(request: request, model: model, isSchemaInPrompt: options.structured == .prompt)
  }
}
