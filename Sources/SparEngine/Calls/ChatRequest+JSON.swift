// A request as the store keeps it, and what it roughly measures.

internal import SparCore

extension ChatRequest {
  /// Messages and sampling; no address and no key.
  var json: JSON {
    let messages = messages.map { message in
      JSON.object(JSONObject([("role", .string(message.role.rawValue)), ("content", .string(message.content))]))
    }
    return .object(JSONObject([("messages", .array(messages)), ("sampling", sampling.json)]))
  }

  /// Four bytes a token, where the server counts none.
  func estimatedUsage(reply: String) -> TokenUsage {
    let input = messages.reduce(0) { $0 + $1.content.utf8.count }
    return TokenUsage(input: (input + 3) / 4, output: (reply.utf8.count + 3) / 4, isEstimate: true)
  }
}
