// Since when a count has not moved, told by looks at it from time to time: receiving itself reads no clock.

struct StallWatch {
  private var count = -1
  /// Nanoseconds of the look that found the count for the first time.
  private var since: UInt64 = 0

  mutating func reset() { count = -1 }

  /// Seconds for which looks have found the same count.
  mutating func seconds(_ count: Int, at now: UInt64) -> Double {
    guard count == self.count else {
      (self.count, since) = (count, now)
      return 0
    }
    return Double(now - since) / 1e9
  }
}
