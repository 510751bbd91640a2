// Time and chance as the queue and the retries see them, so that tests need not wait.

internal import LoopKit

package struct CallClock: Sendable {
  /// Seconds that only go forward.
  package let now: @Host @Sendable () -> Double
  package let sleep: @Host @Sendable (Double) async throws -> Void
  /// Uniform in 0 ..< 1; spreads retries, and is part of no result.
  package let chance: @Host @Sendable () -> Double

  package init(
    now: @escaping @Host @Sendable () -> Double, sleep: @escaping @Host @Sendable (Double) async throws -> Void,
    chance: @escaping @Host @Sendable () -> Double
  ) {
    self.now = now
    self.sleep = sleep
    self.chance = chance
  }

  package static let system = CallClock(
    now: { Double(HostLoop.monotonic()) / 1e9 },
    sleep: { try await Host.sleep(seconds: $0) },
    chance: { Double.random(in: 0..<1) })
}
