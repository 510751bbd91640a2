// A reply together with what it took to get it.

package import SparCore

/// A class: what waits for a reply has room for it, and a thousand calls wait at once.
package final class ModelReply: Sendable {
  package let reply: ChatReply
  /// Tries, the successful one included.
  package let attempts: Int
  /// Seconds of the successful try; waiting in line and failed tries not counted.
  package let latency: Double

  package init(reply: ChatReply, attempts: Int = 1, latency: Double = 0) {
    self.reply = reply
    self.attempts = attempts
    self.latency = latency
  }
}
