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
    for (name, value) in form {
      writer.write(raw: ",\"\(name)\":")
      writer.write(value)
    }
    writer.write(raw: "}")
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// What is asked for besides a text; empty for a plain request.
  private var form: [(name: String, value: JSON)] {
    var form: [(name: String, value: JSON)] = []
    if !tools.isEmpty { form.append(("tools", Tool.json(tools))) }
    if let toolChoice { form.append(("tool_choice", toolChoice.json)) }
    if let schema { form.append(("schema", ["name": .string(schema.name), "schema": schema.schema])) }
    if let topLogprobs { form.append(("top_logprobs", .int(Int64(topLogprobs)))) }
    return form
  }

  /// Four bytes a token, where the server counts none.
  func estimatedUsage(reply: String) -> TokenUsage {
    let input = messages.reduce(0) { $0 + $1.content.utf8.count }
    return TokenUsage(input: (input + 3) / 4, output: (reply.utf8.count + 3) / 4, isEstimate: true)
  }
}
