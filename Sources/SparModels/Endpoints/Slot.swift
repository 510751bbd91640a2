// A call's place among those that its server works on: taken before a try, free again as soon as the reply is there.

package import LoopKit

/// The slot of one try, with what the try knows of its beginning.
///
/// Where the transport tells of the reply's arrival, the next request is sent before anybody reads the reply: else the
/// server would wait for our own work (docs/decisions/0028-slots.md).
@Host
package final class Slot {
  private let endpoint: Endpoint
  /// Reserved where the endpoint limits tokens, else 0.
  let tokens: Int
  /// Seconds on the endpoint's clock.
  let start: Double
  /// Requests in flight when it began, itself included.
  let running: Int
  let era: Int
  /// `nil` until the reply is there.
  private(set) var arrival: Double?
  private var isHeld = true
  private var isRefused = false

  /// Of a call that the endpoint's queue has let in.
  init(of endpoint: Endpoint, tokens: Int) {
    self.endpoint = endpoint
    self.tokens = tokens
    start = endpoint.clock.now()
    running = endpoint.queue.running
    era = endpoint.queue.adaptive.era
  }

  /// The reply of a try that succeeds is there, whatever it will turn out to say.
  ///
  /// - Parameter notice: what the server says of its limits, which holds for the next request already.
  package func arrived(_ notice: RateLimitNotice?) {
    guard arrival == nil else { return }
    arrival = endpoint.clock.now()
    if let pause = notice?.pause { endpoint.pause(for: pause) }
    // Where tokens are limited, the next must know what this one has used.
    if tokens == 0 { leave() }
  }

  /// The server has answered, and not with a success.
  package func refused() {
    guard isHeld, !isRefused else { return }
    isRefused = true
    endpoint.queue.refusalArrived()
  }

  /// Gives the slot to the next in line, once.
  func leave() {
    guard isHeld else { return }
    isHeld = false
    if isRefused { endpoint.queue.refusalRead() }
    endpoint.queue.leave()
  }
}
