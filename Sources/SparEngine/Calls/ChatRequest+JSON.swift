// A request as the store keeps it, and what it roughly measures.

internal import SparCore

extension ChatRequest {
  /// Messages and sampling; no address and no key.
  var stored: String {
    var writer = JSONWriter()
    writer.write(raw: #"{"messages":"#)
    writer.write(messages)
    writer.write(raw: #","sampling":"#)
    writer.write(sampling.json)
    writer.write(raw: "}")
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Four bytes a token, where the server counts none.
  func estimatedUsage(reply: String) -> TokenUsage {
    let input = messages.reduce(0) { $0 + $1.content.utf8.count }
    return TokenUsage(input: (input + 3) / 4, output: (reply.utf8.count + 3) / 4, isEstimate: true)
  }
}
