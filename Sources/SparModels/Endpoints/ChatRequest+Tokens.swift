// What a request will roughly cost, before anybody knows.

internal import SparCore

extension ChatRequest {
  /// Tokens to set aside until the server has counted: four bytes of input each, and the whole reply that is allowed.
  var tokensToReserve: Int {
    let bytes = messages.reduce(0) { $0 + $1.content.utf8.count }
    return (bytes + 3) / 4 + (sampling.maxTokens ?? Self.usualReply)
  }

  /// Tokens of a reply whose length nobody limits.
  private static let usualReply = 256
}
