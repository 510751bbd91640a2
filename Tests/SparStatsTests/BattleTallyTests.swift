// Counting battles as they stream past.

import SparStats
import Testing

@Suite("battle tally")
struct BattleTallyTests {
  @Test("battles that were counted fit like the battles themselves, for few models and for many", arguments: [5, 1100])
  func counted(models: Int) throws {
    let battles = (0..<(models * 40)).map { index in
      let gap = 1 + index / models % 3
      return RatedBattle(
        "m\(index % models)", "m\((index + gap) % models)", outcome: Double((index * 7 + index / 11) % 3) / 2)
    }
    var tally = BattleTally()
    for battle in battles { try tally.add(battle) }
    let matrix = try WinMatrix(tally)
    #expect(matrix.models.count == models)
    let total = (0..<models).reduce(0) { sum, row in sum + (0..<models).reduce(0) { $0 + matrix.weight(row, $1) } }
    #expect(total == Double(2 * battles.count))
    #expect(tally.added == battles.count)
  }

  @Test("a count stands for as many battles")
  func counts() throws {
    var tally = BattleTally()
    try tally.add(RatedBattle("A", "B", outcome: 1), count: 30)
    try tally.add(RatedBattle("B", "A", outcome: 1), count: 10)
    #expect(try BradleyTerry.fit(tally) == BradleyTerry.fit(log(("A", 30, 10, "B"))))
  }

  @Test("a tally of nothing is empty, and so is one of battles against oneself")
  func empty() throws {
    var tally = BattleTally()
    #expect(tally.isEmpty)
    try tally.add(RatedBattle("A", "A", outcome: 1))
    #expect(tally.isEmpty)
    #expect(throws: StatsError.singleModel("A")) { try BradleyTerry.fit(tally) }
  }
}
