// Replies that stop coming. libcurl's own watch knows whole seconds only and asks for four options to be set per reply;
// one timer for all transfers costs the way of a request nothing.

internal import LoopKit

extension HTTPClient {
  /// Sees to it that somebody looks after the transfer often enough.
  func watchForStalls(of transfer: Transfer) {
    guard transfer.idleLimit > 0 else { return }
    let interval = Self.interval(for: transfer.idleLimit)
    if let sweep, sweep.interval <= interval { return }
    if let sweep { HostLoop.shared.cancel(sweep.timer) }
    arm(interval)
  }

  private func arm(_ interval: Double) {
    let timer = HostLoop.shared.after(interval) { [weak self] in self?.endStalled() }
    sweep = (timer, interval)
  }

  private func endStalled() {
    sweep = nil
    let now = HostLoop.monotonic()
    for transfer in active.values.filter({ $0.hasStalled(at: now) }) {
      end(transfer, with: HTTPError(.timeout, "nothing more came for \(transfer.idleLimit) s"))
    }
    guard let shortest = active.values.lazy.map(\.idleLimit).filter({ $0 > 0 }).min() else { return }
    arm(Self.interval(for: shortest))
  }

  /// A stall is seen to begin one look late, and to last one look longer.
  private static func interval(for idle: Double) -> Double { min(1, max(0.01, idle / 8)) }
}
