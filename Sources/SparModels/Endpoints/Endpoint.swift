// One server as all its callers share it: its queue, and whether it is down.

internal import Logging
package import LoopKit
package import SparCore

/// Carries a call through queue and retries; the provider makes the single try.
@Host
package final class Endpoint {
  package let queue: CallQueue
  let clock: CallClock
  private let policy: RetryPolicy
  /// Why the server could not be reached, and until when nobody need try again.
  private var outage: (error: ModelError, until: Double)?
  /// Replies so far; whoever is turned away sees by it whether others get through.
  private var replies = 0
  /// When calls that wait for their next try will make it.
  private var retries: [Int: Double] = [:]
  private var lastRetry = 0

  /// Seconds that calls fail at once after a server could not be reached: long enough for the calls that wait in
  /// line, short enough for one that is being restarted.
  private static let outageSeconds = 5.0
  private static let logger = Logger(label: "spar.models")

  /// - Parameters:
  ///   - concurrency: the most requests in flight.
  ///   - pace: how fast the number of requests in flight grows towards `concurrency`; `nil` for all at once.
  package init(
    concurrency: Int, pace: AdaptiveLimit.Pace? = nil, requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil,
    policy: RetryPolicy = RetryPolicy(), clock: CallClock = .system
  ) {
    let limit = pace.map { AdaptiveLimit(ceiling: concurrency, pace: $0) } ?? AdaptiveLimit(fixed: concurrency)
    queue = CallQueue(
      limit, requestsPerMinute: requestsPerMinute, tokensPerMinute: tokensPerMinute, clock: clock)
    self.policy = policy
    self.clock = clock
  }

  /// Seconds until the server takes requests again, by its own word; 0 when it takes them now.
  package var pause: Double { max(0, queue.rates.pausedUntil - clock.now()) }

  /// Whether calls should say what they will cost.
  package var countsTokens: Bool { queue.rates.countsTokens }

  /// Waits for a slot, then tries until there is a reply or no hope. Between two tries the slot is free for others.
  ///
  /// - Parameters:
  ///   - model: the model's name, for errors.
  ///   - tokens: what the call will roughly cost; matters only where `countsTokens`.
  ///   - attempt: one try. Its slot is free when it has ended, or as soon as it says that the reply has arrived.
  package func call(
    _ model: String, tokens: Int = 0, _ attempt: @Host (Slot) async throws(ModelError) -> ChatReply
  ) async throws(ModelError) -> ModelReply {
    var history = CallHistory()
    while true {
      try await enter(model, tokens: tokens, isRetry: history.tries > 0)
      try leaveIfDown()
      history.tries += 1
      let slot = Slot(of: self, tokens: tokens)
      do throws(ModelError) {
        let reply = try await attempt(slot)
        let latency = end(slot, with: reply)
        return ModelReply(reply: reply, attempts: history.tries, latency: latency)
      } catch {
        guard let delay = end(slot, with: error, &history) else { throw error }
        try await waitToRetry(delay, model)
      }
    }
  }

  @inline(__always)
  private func enter(_ model: String, tokens: Int, isRetry: Bool) async throws(ModelError) {
    if !Task.isCancelled, queue.enterAtOnce() { return }
    do { try await queue.enter(tokens: tokens, isRetry: isRetry) } catch { throw .cancelled(model: model) }
  }

  // MARK: The end of a try

  /// Seconds that the reply took.
  private func end(_ slot: Slot, with reply: ChatReply) -> Double {
    let now = slot.arrival ?? clock.now()
    outage = nil
    replies += 1
    if slot.tokens > 0, let usage = reply.usage {
      queue.settle(reserved: slot.tokens, used: usage.input + usage.output)
    }
    queue.replied(after: now - slot.start, among: slot.running, era: slot.era, now: now)
    slot.leave()
    return now - slot.start
  }

  /// Seconds until the next try; `nil` where there is none.
  private func end(_ slot: Slot, with error: ModelError, _ history: inout CallHistory) -> Double? {
    let now = clock.now()
    history.add(error, start: slot.start, replies: replies)
    let delay = policy.delay(after: error, history, now: now, chance: clock.chance())
    note(error, slot, retryIn: delay, now)
    slot.leave()
    guard let delay else { return nil }
    Self.logger.debug("\(error.code), next try in \(delay) s: \(error.messageWithoutEndpoint)")
    return delay
  }

  /// What a failed try says of the server, for everybody who waits for it.
  private func note(_ error: ModelError, _ slot: Slot, retryIn delay: Double?, _ now: Double) {
    if let seconds = error.retryAfter, delay != nil { queue.pause(until: now + seconds) }
    if error.isRejection {
      queue.rejected(era: slot.era, pause: error.retryAfter ?? 0, now: now)
      queue.settle(reserved: slot.tokens, used: 0)
    }
    if error.code == ModelError.unreachableCode {
      queue.lostServer()
      if delay == nil { outage = (error, now + Self.outageSeconds) }
    } else if error.code != ModelError.cancelledCode {
      outage = nil
    }
  }

  /// Beside a reply the server has said that the next requests have to wait.
  func pause(for seconds: Double) {
    if seconds <= policy.longestRetryAfter { queue.pause(until: clock.now() + seconds) }
  }

  private func leaveIfDown() throws(ModelError) {
    guard let outage else { return }
    guard clock.now() < outage.until else { return self.outage = nil }
    queue.leave()
    throw outage.error
  }

  private func waitToRetry(_ seconds: Double, _ model: String) async throws(ModelError) {
    lastRetry += 1
    let number = lastRetry
    retries[number] = clock.now() + seconds
    defer { retries[number] = nil }
    guard seconds > 0 else { return }
    do { try await clock.sleep(seconds) } catch { throw .cancelled(model: model) }
  }

  // MARK: Looking on

  /// What its calls wait for.
  ///
  /// - Parameter models: the names by which it may be told from others.
  package func activity(of models: [String]) -> EndpointActivity {
    let now = clock.now()
    return EndpointActivity(
      models: models, running: queue.running, limit: queue.limit, waiting: queue.waiting, pause: pause,
      retrying: retries.count, nextRetry: retries.values.min().map { max(0, $0 - now) })
  }
}
