// A look from time to time at what is under way, for limits that are hardly ever reached: one timer for all requests
// costs the way of a request nothing.

internal import LoopKit

/// Who has something to look at.
@Host
protocol Swept: AnyObject {
  /// Ends what is late.
  ///
  /// - Returns: the shortest limit of what goes on, in seconds; `nil` where nothing has one.
  func endLate() -> Double?
}

@Host
final class Sweep {
  private var armed: (timer: HostLoop.TimerID, interval: Double)?

  nonisolated init() {}

  /// Sees to it that somebody looks often enough for a limit of so many seconds; 0 is none.
  func watch(_ limit: Double, of owner: any Swept) {
    guard limit > 0 else { return }
    let interval = Self.interval(for: limit)
    if let armed, armed.interval <= interval { return }
    stop()
    let timer = HostLoop.shared.after(interval) { [weak self, weak owner] in
      guard let self, let owner else { return }
      armed = nil
      if let shortest = owner.endLate() { watch(shortest, of: owner) }
    }
    armed = (timer, interval)
  }

  func stop() {
    if let armed { HostLoop.shared.cancel(armed.timer) }
    armed = nil
  }

  /// A stall is seen to begin one look late, and to last one look longer.
  private static func interval(for limit: Double) -> Double { min(1, max(0.01, limit / 8)) }
}
