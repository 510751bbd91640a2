// The body of a chat-completions request, byte for byte the same for the same request.

internal import SparCore

struct ChatCompletionWriter: Sendable {
  /// What the server calls the limit of reply tokens: OpenAI itself takes only the newer of the two names.
  let limitName: String

  func body(_ request: ChatRequest, model: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(raw: #"{"model":"#)
    writer.write(model)
    writer.write(raw: #","messages":["#)
    for (index, message) in request.messages.enumerated() {
      writer.write(raw: index > 0 ? #",{"role":""# : #"{"role":""#)
      writer.write(raw: message.role.rawValue)
      writer.write(raw: #"","content":"#)
      writer.write(message.content)
      writer.write(raw: "}")
    }
    writer.write(raw: "]")
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
