// What a server says of its rate limits beside a reply.

package struct RateLimitNotice: Sendable, Equatable {
  /// What is left until the reset; `nil` where the server did not say.
  package var remainingRequests: Int?
  package var remainingTokens: Int?
  /// Seconds from the reply until the count starts anew.
  package var requestsReset: Double?
  package var tokensReset: Double?

  package init(
    remainingRequests: Int? = nil, remainingTokens: Int? = nil, requestsReset: Double? = nil, tokensReset: Double? = nil
  ) {
    self.remainingRequests = remainingRequests
    self.remainingTokens = remainingTokens
    self.requestsReset = requestsReset
    self.tokensReset = tokensReset
  }
}
