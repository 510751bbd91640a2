// What a request may come to before anybody has counted.

internal import SparCore

extension ChatRequest {
  /// What is set aside for a call: a token for three bytes, of which most text needs four, some for each message's
  /// frame, and the longest reply that is allowed.
  ///
  /// - Parameter replies: how many are asked for at once.
  func highestUsage(_ replies: Int = 1) -> TokenUsage {
    TokenUsage(
      input: promptBytes / 3 + 4 * (messages.count + 1), output: replies * (replyLimit ?? Self.usualReply),
      isEstimate: true)
  }

  /// Tokens at which the server cuts a reply; `nil` where it is told no limit.
  var replyLimit: Int? { sampling.omitted.contains("max_tokens") ? nil : sampling.maxTokens }

  /// Bytes of all that is sent for the model to read.
  var promptBytes: Int {
    let tools = tools.isEmpty ? 0 : Tool.json(tools).text.utf8.count
    let schema = schema.map { $0.schema.text.utf8.count } ?? 0
    return messages.reduce(tools + schema) { $0 + $1.content.utf8.count }
  }

  /// Tokens of a reply whose length nobody limits.
  private static let usualReply = 1024
}
