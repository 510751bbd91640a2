// Any OpenAI-compatible server: `POST …/chat/completions`. The body's form stands in `ChatCompletionWriter`, the
// reply's in `ChatCompletionReader`; keys, queues and retries are left to others.

internal import CurlKit
internal import LoopKit
internal import SparCore

@Host
final class OpenAIProvider: Provider {
  let access: ServerAccess
  /// Where scores were found, once they were not where vLLM has them.
  var rewardRoot: String?
  private let writer: ChatCompletionWriter
  private let address: String
  /// What its models are asked in, as far as the user has said.
  private let form: RequestForm
  /// What models have turned out to take instead, by their names on the wire.
  private var learnt: [String: RequestForm] = [:]
  private let isFormFixed: Bool

  init(_ access: ServerAccess, _ options: WireOptions = WireOptions()) {
    self.access = access
    address = access.url.chatCompletions
    writer = ChatCompletionWriter(for: access.url)
    form = RequestForm(isStreamed: options.streams, structured: options.structured ?? .responseFormat)
    isFormFixed = options.structured != nil
  }

  func reply(to request: ChatRequest, model: String, in slot: Slot?) async throws(ModelError) -> ChatReply {
    if request.schema == nil, !form.isStreamed {
      return try await whole(writer.body(request, model: model), model, slot)
    }
    return try await ask(request, model, form, slot) { _ in }
  }

  nonisolated var streams: Bool { true }

  func reply(
    to request: ChatRequest, model: String, in slot: Slot?, onPiece: @escaping @Host (ReplyPiece) -> Void
  ) async throws(ModelError) -> ChatReply {
    var form = form
    form.isStreamed = true
    return try await ask(request, model, form, slot, onPiece)
  }

  // MARK: Forms

  /// Asks in the best form that the model is known to take, and in a plainer one where it refuses that.
  private func ask(
    _ request: ChatRequest, _ model: String, _ wanted: RequestForm, _ slot: Slot?,
    _ onPiece: @escaping @Host (ReplyPiece) -> Void
  ) async throws(ModelError) -> ChatReply {
    var form = known(wanted, model)
    while true {
      do throws(ModelError) {
        let reply = try await send(writer.body(request, model: model, form), form, model, slot, onPiece)
        note(reply, request, form, model)
        return reply
      } catch {
        guard let plainer = form.avoiding(error, of: request), !isFormFixed || plainer.structured == form.structured
        else { throw error }
        form = plainer
        if !error.isAboutOneSchema { learnt[model] = form }
      }
    }
  }

  private func known(_ wanted: RequestForm, _ model: String) -> RequestForm {
    guard var form = learnt[model] else { return wanted }
    form.isStreamed = wanted.isStreamed
    return form
  }

  /// A server that looks over the schema and answers in prose finds it in the prompt from now on.
  private func note(_ reply: ChatReply, _ request: ChatRequest, _ form: RequestForm, _ model: String) {
    guard request.schema != nil, !form.hasSchemaInPrompt, !isFormFixed, reply.finish == .stop else { return }
    guard let first = reply.text.utf8.first(where: { $0 > 0x20 }), !Self.beginsJSON(first) else { return }
    learnt[model] = form
    learnt[model]?.repeatsSchema = true
  }

  /// Guided text is not always sound JSON, but it begins like it.
  private static func beginsJSON(_ byte: UInt8) -> Bool { "{[\"-0123456789tfn".utf8.contains(byte) }

  // MARK: Sending

  private func send(
    _ body: [UInt8], _ form: RequestForm, _ model: String, _ slot: Slot?,
    _ onPiece: @escaping @Host (ReplyPiece) -> Void
  ) async throws(ModelError) -> ChatReply {
    guard form.isStreamed else { return try await whole(body, model, slot) }
    let stream = ReplyStream(ChatCompletionStream(), onPiece: onPiece)
    let answer = try await access.post(body, to: address, for: model, in: slot, into: stream)
    return stream.told(try ChatCompletionReader(answer: answer).reply(in: try stream.body(answer)))
  }

  @inline(__always)
  private func whole(_ body: [UInt8], _ model: String, _ slot: Slot?) async throws(ModelError) -> ChatReply {
    try ChatCompletionReader(answer: try await access.post(body, to: address, for: model, in: slot)).reply()
  }
}

/// What a model's configuration says of its wire.
struct WireOptions: Hashable {
  /// Whether every reply is streamed.
  var streams = false
  /// `nil` for what the server takes.
  var structured: StructuredForm?
}
