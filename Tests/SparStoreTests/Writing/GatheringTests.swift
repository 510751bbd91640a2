// When the writer waits for more writes, and when it does not.

import Testing

@testable import SparStore

@Suite struct GatheringTests {
  /// How often it sleeps after a group, where so many writes wait each time it looks.
  private func sleeps(_ gathering: inout Gathering, after last: Int, _ waiting: [Int?]) -> Int {
    var (looks, sleeps) = (0, 0)
    gathering.wait(after: last) {
      defer { looks += 1 }
      return looks < waiting.count ? waiting[looks] : nil
    } sleep: { _ in
      sleeps += 1
    }
    return sleeps
  }

  @Test("while writes go on coming it waits up to twice, and no more once there are many")
  func coming() {
    var gathering = Gathering()
    #expect(sleeps(&gathering, after: 20, [3, 30, 60, 90, 120]) == 2)
    #expect(sleeps(&gathering, after: 60, [3, 100, 150]) == 1)
    #expect(sleeps(&gathering, after: 20, [96]) == 0)
  }

  @Test("one call after the other, or a hundred at once, are not waited for", arguments: [0, 1, 7, 64, 5000])
  func fewOrMany(_ last: Int) {
    var gathering = Gathering()
    #expect(sleeps(&gathering, after: last, [1, 2, 3, 4]) == 0)
  }

  @Test("where all who write wait for the writer it does not wait for them, and seldom tries again")
  func standstill() {
    var gathering = Gathering()
    #expect(sleeps(&gathering, after: 16, [0, 16, 16]) == 2)
    for _ in 0..<32 { #expect(sleeps(&gathering, after: 16, [0, 16, 32, 48]) == 0) }
    #expect(sleeps(&gathering, after: 16, [0, 16, 32, 48]) == 2)
  }

  @Test("a store that is being closed is not waited for")
  func closing() {
    var gathering = Gathering()
    #expect(sleeps(&gathering, after: 16, [0, 16, nil]) == 2)
    #expect(sleeps(&gathering, after: 16, [nil]) == 0)
  }
}
