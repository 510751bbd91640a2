// One server as all its callers share it: its queue, the pause it asked for, and whether it is down.

internal import Logging
package import LoopKit
package import SparCore

/// Carries a call through queue and retries; the provider makes the single try.
@Host
package final class Endpoint {
  package let queue: CallQueue
  private let policy: RetryPolicy
  private let clock: CallClock
  /// No try starts before this moment: the server's `Retry-After`.
  private var pausedUntil = -Double.infinity
  /// Why the server could not be reached, and until when nobody need try again.
  private var outage: (error: ModelError, until: Double)?

  /// Seconds that calls fail at once after a server could not be reached: long enough for the calls that wait in
  /// line, short enough for one that is being restarted.
  private static let outageSeconds = 5.0
  private static let logger = Logger(label: "spar.models")

  package init(concurrency: Int, policy: RetryPolicy = RetryPolicy(), clock: CallClock = .system) {
    queue = CallQueue(limit: concurrency)
    self.policy = policy
    self.clock = clock
  }

  /// Seconds until the server takes requests again, by its own word; 0 when it takes them now.
  package var pause: Double { max(0, pausedUntil - clock.now()) }

  /// Waits for a slot, then tries until there is a reply or no hope.
  ///
  /// - Parameter model: the model's name, for errors.
  package func call(
    _ model: String, _ attempt: @Host () async throws(ModelError) -> ChatReply
  ) async throws(ModelError) -> ModelReply {
    do { try await queue.enter() } catch { throw .cancelled(model: model) }
    defer { queue.leave() }
    let began = clock.now()
    var tries = 0
    while true {
      try await wait(pause, model)
      try failIfDown()
      tries += 1
      let start = clock.now()
      do throws(ModelError) {
        let reply = try await attempt()
        outage = nil
        return ModelReply(reply: reply, attempts: tries, latency: clock.now() - start)
      } catch {
        let delay = policy.delay(after: error, tries: tries, elapsed: clock.now() - began, chance: clock.chance())
        note(error, retryIn: delay)
        guard let delay else { throw error }
        try await wait(delay, model)
      }
    }
  }

  /// What a failed try says of the server, for everybody who waits for it.
  private func note(_ error: ModelError, retryIn delay: Double?) {
    if let seconds = error.retryAfter, delay != nil { pausedUntil = max(pausedUntil, clock.now() + seconds) }
    if error.code == ModelError.unreachableCode {
      if delay == nil { outage = (error, clock.now() + Self.outageSeconds) }
    } else if error.code != ModelError.cancelledCode {
      outage = nil
    }
    guard let delay else { return }
    Self.logger.debug("\(error.code), next try in \(delay) s: \(error.messageWithoutEndpoint)")
  }

  private func failIfDown() throws(ModelError) {
    guard let outage else { return }
    guard clock.now() < outage.until else { return self.outage = nil }
    throw outage.error
  }

  private func wait(_ seconds: Double, _ model: String) async throws(ModelError) {
    guard seconds > 0 else { return }
    do { try await clock.sleep(seconds) } catch { throw .cancelled(model: model) }
  }
}
