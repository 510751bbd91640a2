// A model whose requests go into batches (OpenAI's Batch API): whoever asks waits for a batch to end. Gathering stands in
// `BatchCollector`, waiting for the server in `BatchFollower`.

internal import LoopKit
internal import SparCore

@Host
final class BatchProvider: Provider {
  /// The same server asked directly, for what cannot wait.
  let live: OpenAIProvider
  private let context: BatchContext
  private let writer: ChatCompletionWriter
  private let form: RequestForm
  /// One for each model: a batch is for one.
  private var collectors: [String: BatchCollector] = [:]

  init(_ context: BatchContext, _ options: WireOptions) {
    self.context = context
    live = OpenAIProvider(context.server.access, options)
    writer = ChatCompletionWriter(for: context.server.access.url)
    form = RequestForm(structured: options.structured ?? .responseFormat)
  }

  func reply(to request: ChatRequest, model: String, in slot: Slot?) async throws(ModelError) -> ChatReply {
    let body = writer.body(request, model: model, form)
    let row = collector(of: model).row(id(of: body, request.ordinal), body)
    let seat = row.join()
    return try await row.reply(at: seat, orElse: .cancelled(model: model))
  }

  /// What a server is working on for whoever waits.
  var progress: [BatchProgress] { collectors.values.flatMap(\.progress).sorted { $0.id < $1.id } }

  /// The same for the same request, in this process or another.
  private func id(of body: [UInt8], _ ordinal: Int) -> ContentKey {
    var builder = ContentKey.Builder("batch-request/1")
    builder.add("endpoint", context.endpoint)
    builder.add("body", body)
    builder.add("ordinal", ordinal)
    return builder.build()
  }

  private func collector(of model: String) -> BatchCollector {
    if let known = collectors[model] { return known }
    let collector = BatchCollector(model, context)
    collectors[model] = collector
    return collector
  }
}
