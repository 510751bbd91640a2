// What became of a call.

package enum CallStatus: String, Sendable, CaseIterable {
  /// A whole reply that was understood. Only this counts as paid for and done.
  case ok
  /// Cut at the token limit.
  case truncated
  /// Withheld by a content filter.
  case filtered
  /// No reply: the error says why.
  case failed
  /// A reply that the agent's parser could not read; it can be parsed again without a call.
  case unparsed
  /// Broken off by the user; the text holds what had come.
  case cancelled
}
