// A limit per minute, kept by spacing. Pure arithmetic; waiting is left to `CallQueue`.

/// A bucket that refills steadily and holds one second's worth (J. Turner, "New Directions in Communications", 1986).
///
/// So 60 requests a minute are one a second from the first second on, not 60 at once and then none. What is larger than
/// the bucket goes through when it is full and leaves a debt behind, so that the rate holds all the same.
package struct TokenBucket: Sendable, Equatable {
  /// Units that come in each second.
  private let rate: Double
  private let capacity: Double
  private var level: Double
  private var filledAt: Double

  /// A full bucket.
  ///
  /// - Parameter now: seconds on any clock that only goes forward.
  package init(perMinute: Int, now: Double) {
    rate = Double(perMinute) / 60
    capacity = max(1, rate)
    level = capacity
    filledAt = now
  }

  /// Seconds until `amount` may go through; 0 where it may now.
  package mutating func delay(for amount: Double, now: Double) -> Double {
    fill(now)
    let missing = min(amount, capacity) - level
    // What the arithmetic loses must not make anybody wait again for a millionth.
    return missing > 1e-6 ? missing / rate : 0
  }

  package mutating func take(_ amount: Double) { level -= amount }

  /// Gives back what was taken too much, or takes what was taken too little where `amount` is negative.
  package mutating func giveBack(_ amount: Double) { level = min(capacity, level + amount) }

  private mutating func fill(_ now: Double) {
    level = min(capacity, level + max(0, now - filledAt) * rate)
    filledAt = now
  }
}
