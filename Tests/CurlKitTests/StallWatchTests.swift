// What looks from time to time tell of a count that stops.

import Testing

@testable import CurlKit

@Suite("Stall watch")
struct StallWatchTests {
  @Test("time counts from the first look that found the count, and anew with every one that moves")
  func stalls() {
    var watch = StallWatch()
    #expect(watch.seconds(0, at: 5_000_000_000) == 0)
    #expect(watch.seconds(0, at: 7_000_000_000) == 2)
    #expect(watch.seconds(10, at: 9_000_000_000) == 0)
    #expect(watch.seconds(11, at: 60_000_000_000) == 0)
    #expect(watch.seconds(11, at: 60_250_000_000) == 0.25)
    watch.reset()
    #expect(watch.seconds(11, at: 90_000_000_000) == 0)
  }
}
