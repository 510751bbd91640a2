// Replies that stop coming. libcurl's own watch knows whole seconds only and asks for four options to be set per reply.

internal import LoopKit

extension HTTPClient: Swept {
  func endLate() -> Double? {
    let now = HostLoop.monotonic()
    for transfer in active.values.filter({ $0.hasStalled(at: now) }) {
      end(transfer, with: .stalled(transfer.idleLimit))
    }
    return active.values.lazy.map(\.idleLimit).filter { $0 > 0 }.min()
  }
}
