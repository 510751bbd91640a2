// A reply together with what it took to get it.

package import SparCore

package struct ModelReply: Sendable, Equatable {
  package var reply: ChatReply
  /// Tries, the successful one included.
  package var attempts: Int
  /// Seconds of the successful try; waiting in line and failed tries not counted.
  package var latency: Double

  package init(reply: ChatReply, attempts: Int = 1, latency: Double = 0) {
    self.reply = reply
    self.attempts = attempts
    self.latency = latency
  }
}
