// How long and how large a response may become.

/// What a request may take. Times are seconds; 0 is without limit.
package struct HTTPLimits: Sendable, Equatable {
  /// Until the connection stands, TLS included.
  package var connect: Double
  /// Until the reply is whole.
  package var total: Double
  /// Between two pieces of the reply's body; noticed a quarter late at most. Waiting for the head counts to `total`
  /// only, and so does waiting for the first piece of a stream: a model may think for minutes before it says anything.
  package var idle: Double
  /// Bytes of the reply's body.
  package var bytes: Int

  package init(connect: Double = 10, total: Double = 600, idle: Double = 60, bytes: Int = 64 << 20) {
    self.connect = connect
    self.total = total
    self.idle = idle
    self.bytes = bytes
  }

  /// The shortest of the times; 0 where there is none.
  var shortest: Double { [connect, total, idle].lazy.filter { $0 > 0 }.min() ?? 0 }
}
