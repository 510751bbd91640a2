// Battles from which no rating follows: the error says which models and why.

import SparStats
import Testing

@Suite("comparability")
struct ComparabilityTests {
  private func message(_ battles: [RatedBattle], ridge: Double = 0) -> String? {
    do {
      _ = try BradleyTerry.fit(battles, options: .init(ridge: ridge))
      return nil
    } catch {
      return error.message
    }
  }

  @Test("an undefeated model is named")
  func undefeated() {
    #expect(
      message(log(("A", 5, 0, "B"), ("A", 3, 0, "C"), ("B", 1, 1, "C")))
        == "The ratings have no finite fit: A is undefeated; none of B, C ever won against or tied with a model outside; "
        + "so these cannot be compared with each other: {A} and {B, C}.")
  }

  @Test("a winless model is named")
  func winless() throws {
    let text = try #require(message(log(("A", 1, 1, "B"), ("A", 3, 0, "Z"))))
    #expect(text.contains("Z never won or tied"))
    #expect(text.contains("{A, B} and {Z}"))
  }

  @Test("groups that never met are listed")
  func disconnected() {
    #expect(
      message(log(("A", 1, 1, "B"), ("C", 2, 1, "D")))
        == "The ratings have no finite fit: these groups never met: {A, B} and {C, D}.")
  }

  @Test("a tie makes the undefeated comparable")
  func tie() {
    #expect(message(log(("A", 5, 0, "B")) + [.init("A", "B", outcome: 0.5)]) == nil)
  }

  @Test("a ridge rates the undefeated, higher, finitely, and says what it did")
  func ridge() throws {
    let table = try BradleyTerry.fit(log(("A", 5, 0, "B")), options: .init(ridge: 0.1))
    #expect((200..<2000).contains(try table.gap("A", "B")))
    #expect(table.notes.count == 2)
    #expect(table.notes[1].contains("A is undefeated"))
  }

  @Test("the hint offers a ridge")
  func hint() {
    #expect(StatsError.incomparable(reason: "x").hint?.contains("ridge") == true)
  }

  @Test("no battles, one model and unfought models are errors of their own")
  func degenerate() {
    #expect(throws: StatsError.noBattles) { try BradleyTerry.fit([]) }
    #expect(throws: StatsError.noBattles) { try BradleyTerry.fit([.init("A", "B", outcome: 1, weight: 0)]) }
    #expect(throws: StatsError.singleModel("A")) { try BradleyTerry.fit([.init("A", "A", outcome: 1)]) }
    #expect(throws: StatsError.unfought(["C"])) {
      try BradleyTerry.fit(log(("A", 1, 1, "B")), options: .init(expected: ["A", "B", "C"]))
    }
  }

  @Test("impossible input and options are refused with the battle's number")
  func badInput() {
    #expect(throws: StatsError.badBattle(index: 1, reason: "its outcome is 2.0, not within 0 and 1")) {
      try BradleyTerry.fit([.init("A", "B", outcome: 1), .init("A", "B", outcome: 2)])
    }
    #expect(throws: StatsError.self) { try BradleyTerry.fit([.init("A", "B", outcome: .nan)]) }
    #expect(throws: StatsError.self) { try BradleyTerry.fit([.init("A", "B", outcome: 1, weight: -1)]) }
    #expect(throws: StatsError.badOption("confidence must lie within 0 and 1, not be 1.0")) {
      try BradleyTerry.fit(log(("A", 1, 1, "B")), options: .init(confidence: 1))
    }
    #expect(throws: StatsError.unknownAnchor("a", known: ["A", "B"])) {
      try BradleyTerry.fit(log(("A", 1, 1, "B")), options: .init(anchor: .init("a", rating: 1)))
    }
  }
}
