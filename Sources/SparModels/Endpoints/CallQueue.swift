// The line of calls before one endpoint: first come first served, as many at a time and as fast as the endpoint takes.

internal import DequeModule
package import LoopKit

/// A gate. Every `enter` that returns must be followed by one `leave`.
///
/// Its numbers come from `AdaptiveLimit` and `RateLimits`; here is only the counting and the waiting. Whoever finds a
/// free slot and an empty line passes without a look at the clock.
@Host
package final class CallQueue {
  package private(set) var running = 0
  /// Calls that wait for a slot, or for a rate limit.
  package private(set) var waiting = 0
  private(set) var adaptive: AdaptiveLimit
  private(set) var rates: RateLimits
  private let clock: CallClock
  private var line: Deque<Waiter> = []
  private var isGrowing = false
  /// Replies that have arrived, are no success, and have not been read.
  private var unreadRefusals = 0
  /// When the line is looked at again because of a rate limit.
  private var wakesAt = Double.infinity

  package convenience init(limit: Int, clock: CallClock = .system) {
    self.init(AdaptiveLimit(fixed: limit), clock: clock)
  }

  package init(
    _ limit: AdaptiveLimit, requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil, clock: CallClock = .system
  ) {
    adaptive = limit
    rates = RateLimits(requestsPerMinute: requestsPerMinute, tokensPerMinute: tokensPerMinute, now: clock.now())
    self.clock = clock
  }

  /// How many may be inside now.
  package var limit: Int { adaptive.current }

  /// Waits for a slot.
  ///
  /// - Parameters:
  ///   - tokens: what the call will roughly cost, where there is a limit of tokens.
  ///   - isRetry: whether it has been in before, and so stands before those who have not.
  /// - Throws: as soon as the task is cancelled; no slot is held then.
  package func enter(tokens: Int = 0, isRetry: Bool = false) async throws(CancellationError) {
    guard !Task.isCancelled else { throw CancellationError() }
    if enterAtOnce() { return }
    guard await wait(Waiter(tokens: tokens), isRetry) else { throw CancellationError() }
  }

  /// Takes a slot where nothing has to be waited for.
  func enterAtOnce() -> Bool {
    guard running < limit, line.isEmpty, rates.isFree else { return false }
    running += 1
    return true
  }

  /// Gives the slot to the next in line.
  package func leave() {
    running -= 1
    admit()
  }

  /// A reply has arrived that is no success; what it says will be known when it is read.
  func refusalArrived() { unreadRefusals += 1 }

  func refusalRead() { unreadRefusals -= 1 }

  // MARK: What a call has learnt

  func replied(after latency: Double, among running: Int, era: Int, now: Double) {
    let before = limit
    adaptive.replied(after: latency, among: running, era: era, now: now)
    // Its slot may be somebody else's by now.
    if limit > before { admit() }
  }

  func rejected(era: Int, pause: Double, now: Double) {
    adaptive.rejected(among: running, era: era, pause: pause, now: now)
  }

  func lostServer() { adaptive.lostServer() }

  func pause(until moment: Double) { rates.pause(until: moment) }

  func settle(reserved: Int, used: Int) { rates.settle(reserved: reserved, used: used) }

  // MARK: The line

  private func wait(_ waiter: Waiter, _ isRetry: Bool) async -> Bool {
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        // Whoever has not begun on the loop has paused on the way here: what it saw may no longer hold.
        if Task.isCancelled { return continuation.resume(returning: false) }
        waiter.continuation = continuation
        if isRetry { line.prepend(waiter) } else { line.append(waiter) }
        waiting += 1
        admit()
      }
    } onCancel: {
      Host.task { self.settle(waiter, admitted: false) }
    }
  }

  /// Lets in whoever may go.
  private func admit() {
    while running < limit, let next = line.first {
      // One that has given up stays in line until its turn comes.
      if next.continuation != nil {
        guard rates.isFree || passes(next) else { break }
        running += 1
      }
      line.removeFirst()
      settle(next, admitted: true)
    }
    guard waiting > 0, running >= limit else { return }
    adaptive.fellShort()
    if !isGrowing, let seconds = adaptive.growthInterval { growLater(seconds) }
  }

  private func passes(_ waiter: Waiter) -> Bool {
    let now = clock.now()
    if rates.takePauseEnd(now: now) {
      adaptive.resumed()
      guard running < limit else { return false }
    }
    let delay = rates.delay(tokens: waiter.tokens, now: now)
    guard delay <= 0 else {
      wake(in: delay, now)
      return false
    }
    rates.take(tokens: waiter.tokens)
    return true
  }

  private func settle(_ waiter: Waiter, admitted: Bool) {
    guard let continuation = waiter.continuation else { return }
    waiter.continuation = nil
    waiting -= 1
    // The server has nothing to do at this slot until the request is there.
    HostLoop.shared.urgently { continuation.resume(returning: admitted) }
  }

  // MARK: Looking at the line again

  private func growLater(_ seconds: Double) {
    isGrowing = true
    // Where a thousand calls begin together, their jobs would otherwise come before each step.
    HostLoop.shared.urgently {
      Host.task {
        try? await self.clock.sleep(seconds)
        self.isGrowing = false
        if self.unreadRefusals == 0 { self.adaptive.grow() }
        self.admit()
      }
    }
  }

  private func wake(in seconds: Double, _ now: Double) {
    let moment = now + seconds
    guard moment < wakesAt else { return }
    wakesAt = moment
    Host.task {
      try? await self.clock.sleep(seconds)
      if self.wakesAt == moment { self.wakesAt = .infinity }
      self.admit()
    }
  }
}

@Host
private final class Waiter {
  let tokens: Int
  var continuation: UnsafeContinuation<Bool, Never>?

  init(tokens: Int) { self.tokens = tokens }
}
