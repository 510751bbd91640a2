// The body of a chat-completions request, byte for byte the same for the same request.

internal import SparCore

struct ChatCompletionWriter: Sendable {
  /// What the server calls the limit of reply tokens: OpenAI itself takes only the newer of the two names.
  let limitName: String

  func body(_ request: ChatRequest, model: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(raw: #"{"model":"#)
    writer.write(model)
    writer.write(raw: #","messages":"#)
    writer.write(request.messages)
    write(request.sampling, to: &writer)
    writer.write(raw: "}")
    return writer.bytes
  }

  private func write(_ sampling: Sampling, to writer: inout JSONWriter) {
    for (name, value) in sampling.json.object?.members ?? [] {
      writer.write(raw: ",")
      writer.write(name == "max_tokens" ? limitName : name)
      writer.write(raw: ":")
      writer.write(value)
    }
  }
}
