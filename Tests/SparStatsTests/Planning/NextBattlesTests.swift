// Which models meet next, by the formula.

import Glibc
import SparStats
import Testing

@Suite("next battles")
struct NextBattlesTests {
  private func tally(_ battles: [RatedBattle]) throws -> BattleTally { try BattleTally(battles) }

  @Test("without battles every pair promises as much: half the logarithm of 1 + v/4")
  func nothingKnown() throws {
    let next = try NextBattles(BattleTally(), models: ["x", "y", "z"], count: 1)
    // The prior's variance of a difference is twice 2².
    #expect(abs(try #require(next.proposals.first).gain - Glibc.log2(1 + 8.0 / 4) / 2) < 1e-9)
    #expect(next.proposals.first?.probability == 0.5)
  }

  @Test("a newcomer meets the others before those who know each other meet again")
  func newcomer() throws {
    let known = log(("A", 60, 40, "B"), ("B", 60, 40, "C"), ("A", 70, 30, "C"))
    let next = try NextBattles(tally(known), models: ["A", "B", "C", "new"], count: 6)
    #expect(next.proposals.reduce(0) { $0 + $1.battles } == 6)
    #expect(next.proposals.allSatisfy { $0.modelA == "new" || $0.modelB == "new" })
  }

  @Test("an even pair teaches more than one whose winner is known")
  func even() throws {
    let known = log(("A", 10, 10, "B"), ("B", 19, 1, "C"))
    let next = try NextBattles(tally(known), count: 1)
    let gains = try NextBattles(tally(known), count: 400).proposals
    #expect(try #require(next.proposals.first).gain >= (gains.map(\.gain).max() ?? 0))
    #expect(gains.first { $0.modelA == "A" && $0.modelB == "B" } != nil)
  }

  @Test("undefeated and unconnected models can be planned for, a single one cannot")
  func degenerate() throws {
    let next = try NextBattles(tally(log(("A", 5, 0, "B"), ("C", 1, 0, "D"))), count: 1)
    let pair = try #require(next.proposals.first)
    #expect(Set(["A", "B"]).contains(pair.modelA) && Set(["C", "D"]).contains(pair.modelB))
    #expect(throws: StatsError.singleModel("x")) { try NextBattles(BattleTally(), models: ["x"], count: 1) }
    #expect(throws: StatsError.noBattles) { try NextBattles(BattleTally(), count: 1) }
    #expect(throws: StatsError.singleModel("A")) {
      try NextBattles(tally(log(("A", 5, 0, "B"))), models: ["A"], count: 1)
    }
  }
}
