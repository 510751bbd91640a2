// Limits per minute.

import SparModels
import Testing

@Suite("Token bucket")
struct TokenBucketTests {
  @Test("600 a minute are ten at once and then one each tenth of a second")
  func spacing() {
    var bucket = TokenBucket(perMinute: 600, now: 100)
    for _ in 0..<10 {
      #expect(bucket.delay(for: 1, now: 100) == 0)
      bucket.take(1)
    }
    #expect(abs(bucket.delay(for: 1, now: 100) - 0.1) < 1e-9)
    #expect(abs(bucket.delay(for: 1, now: 100.04) - 0.06) < 1e-9)
    #expect(bucket.delay(for: 1, now: 100.1) == 0)
  }

  @Test("an hour of rest saves up no more than a second's worth")
  func rest() {
    var bucket = TokenBucket(perMinute: 600, now: 0)
    #expect(bucket.delay(for: 10, now: 3600) == 0)
    bucket.take(10)
    #expect(bucket.delay(for: 1, now: 3600) > 0)
  }

  @Test("under one a second the first goes at once, the next in its turn")
  func slow() {
    var bucket = TokenBucket(perMinute: 6, now: 0)
    #expect(bucket.delay(for: 1, now: 0) == 0)
    bucket.take(1)
    #expect(abs(bucket.delay(for: 1, now: 0) - 10) < 1e-9)
  }

  @Test("over ten minutes it lets through what it should", arguments: [7, 60, 500, 90_000])
  func rate(perMinute: Int) {
    var bucket = TokenBucket(perMinute: perMinute, now: 0)
    var (now, count) = (0.0, 0)
    while now < 600 {
      now += bucket.delay(for: 1, now: now)
      bucket.take(1)
      count += 1
    }
    #expect(abs(count - 10 * perMinute) <= max(2, perMinute / 60 + 2))
  }

  @Test("what is larger than the bucket goes through when it is full, and is paid for afterwards")
  func debt() {
    var bucket = TokenBucket(perMinute: 600, now: 0)
    #expect(bucket.delay(for: 50, now: 0) == 0)
    bucket.take(50)
    #expect(abs(bucket.delay(for: 1, now: 0) - 4.1) < 1e-9)
  }

  @Test("what was set aside and not used is given back, but never more than fits")
  func settling() {
    var bucket = TokenBucket(perMinute: 600, now: 0)
    bucket.take(10)
    bucket.giveBack(4)
    #expect(bucket.delay(for: 4, now: 0) == 0)
    bucket.giveBack(1000)
    #expect(bucket.delay(for: 10, now: 0) == 0)
    bucket.take(10)
    bucket.giveBack(-5)
    #expect(abs(bucket.delay(for: 5, now: 0) - 1) < 1e-9)
  }
}
