// Time that passes when a test says so.

package import LoopKit
package import SparModels

/// A clock for queues and retries. Automatic, it jumps to the end of every sleep; by hand, sleepers wait for
/// `advance`.
@Host
package final class VirtualClock {
  package private(set) var now = 0.0
  /// The length of every sleep so far.
  package private(set) var sleeps: [Double] = []
  private let isAutomatic: Bool
  private let chance: Double
  private var sleepers: [(deadline: Double, continuation: CheckedContinuation<Void, Never>)] = []

  /// - Parameter chance: what every draw gives, 0 ..< 1.
  package init(isAutomatic: Bool = true, chance: Double = 0.5) {
    self.isAutomatic = isAutomatic
    self.chance = chance
  }

  package var clock: CallClock {
    CallClock(
      now: { self.now },
      sleep: { try await self.sleep($0) },
      chance: { self.chance })
  }

  /// How many wait for `advance`.
  package var sleeping: Int { sleepers.count }

  package func advance(by seconds: Double) {
    now += seconds
    let due = sleepers.filter { $0.deadline <= now }
    sleepers.removeAll { $0.deadline <= now }
    for sleeper in due { sleeper.continuation.resume() }
  }

  private func sleep(_ seconds: Double) async throws {
    sleeps.append(seconds)
    if isAutomatic {
      now += seconds
      await Task.yield()
    } else {
      await withCheckedContinuation { sleepers.append((now + seconds, $0)) }
    }
    try Task.checkCancellation()
  }
}
