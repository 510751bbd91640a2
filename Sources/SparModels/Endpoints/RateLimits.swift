// When an endpoint takes the next request: the pause its server asked for, and the limits per minute of spar.toml.
// Pure arithmetic; waiting is left to `CallQueue`.

/// What holds for the rate of requests at one endpoint.
struct RateLimits: Sendable {
  /// No request starts before this moment.
  private(set) var pausedUntil = -Double.infinity
  private var requests: TokenBucket?
  private var tokens: TokenBucket?

  init(requestsPerMinute: Int?, tokensPerMinute: Int?, now: Double) {
    requests = requestsPerMinute.map { TokenBucket(perMinute: $0, now: now) }
    tokens = tokensPerMinute.map { TokenBucket(perMinute: $0, now: now) }
  }

  /// Whether nothing here could make a request wait, so that nobody need look at a clock.
  var isFree: Bool { pausedUntil == -.infinity && requests == nil && tokens == nil }

  var countsTokens: Bool { tokens != nil }

  mutating func pause(until moment: Double) { pausedUntil = max(pausedUntil, moment) }

  /// Whether a pause has ended since the last look.
  mutating func takePauseEnd(now: Double) -> Bool {
    guard pausedUntil > -.infinity, pausedUntil <= now else { return false }
    pausedUntil = -.infinity
    return true
  }

  /// Seconds until a request of so many tokens may start.
  mutating func delay(tokens count: Int, now: Double) -> Double {
    let spacing = requests?.delay(for: 1, now: now) ?? 0
    return max(pausedUntil - now, spacing, tokens?.delay(for: Double(count), now: now) ?? 0)
  }

  /// - Parameter count: the tokens that the request will cost, as far as that can be known before it is sent.
  mutating func take(tokens count: Int) {
    requests?.take(1)
    tokens?.take(Double(count))
  }

  mutating func settle(reserved: Int, used: Int) { tokens?.giveBack(Double(reserved - used)) }
}
