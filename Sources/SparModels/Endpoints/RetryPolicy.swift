// Whether and when a failed try is worth another. Pure arithmetic; waiting is left to `Endpoint`.

/// Exponential backoff with full jitter (M. Brooker, "Exponential Backoff And Jitter", 2015).
package struct RetryPolicy: Sendable, Equatable {
  /// Tries of one call, the first included. A rejection counts only while the server takes nobody.
  package var attempts = 5
  /// Seconds: the upper bound of the first wait, doubled for each further one.
  package var base = 0.5
  /// Seconds: no wait of ours is longer.
  package var cap = 30.0
  /// Seconds: a server that asks for more is not waited for; its error is reported instead.
  package var longestRetryAfter = 300.0
  /// A server that takes no connection gets this many tries within this many seconds, and no fewer than half as many: of
  /// many calls that were refused at once the unluckiest would end the run before a server has been started again.
  package var connectionAttempts = 3
  package var connectionSeconds = 2.0
  /// A reply that takes longer than the limit once will hardly be faster the third time.
  package var timeoutAttempts = 2
  /// Seconds: a call that is turned away for longer than this gives up, although others get through.
  package var rejectionSeconds = 900.0

  package init(attempts: Int = 5) { self.attempts = attempts }

  /// Seconds to wait before the next try; `nil` to give up.
  ///
  /// - Parameters:
  ///   - history: what the call has met, this error included.
  ///   - now: seconds on the clock of the history.
  ///   - chance: uniform in 0 ..< 1.
  func delay(after error: ModelError, _ history: CallHistory, now: Double, chance: Double) -> Double? {
    let counted = history.failures + history.barrenRejections
    let elapsed = now - (history.began ?? now)
    guard error.isRetryable, counted < limit(for: error) else { return nil }
    let backoff = chance * min(cap, base * Double(1 << min(history.tries - 1, 20)))
    if error.code == ModelError.unreachableCode {
      let wait = (1 + chance) / 2 * connectionSeconds / Double(connectionAttempts - 1)
      return elapsed + wait <= connectionSeconds ? wait : nil
    }
    if error.isRejection, elapsed > rejectionSeconds { return nil }
    guard let asked = error.retryAfter else { return backoff }
    return asked <= longestRetryAfter ? asked + chance * base : nil
  }

  private func limit(for error: ModelError) -> Int {
    switch error.code {
    case ModelError.unreachableCode: min(attempts, connectionAttempts)
    case ModelError.timeoutCode: min(attempts, timeoutAttempts)
    default: attempts
    }
  }
}
