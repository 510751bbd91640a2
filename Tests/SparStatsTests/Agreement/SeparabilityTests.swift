// Which pairs a leaderboard separates.

import SparStats
import Testing

@Suite("separability")
struct SeparabilityTests {
  private func row(_ model: String, _ lower: Double?, _ upper: Double?) -> Rating {
    Rating(model: model, rating: ((lower ?? 0) + (upper ?? 0)) / 2, lower: lower, upper: upper, battles: 1)
  }

  @Test("pairs are separated where their intervals do not overlap")
  func pairs() {
    let separability = Separability([row("A", 1100, 1200), row("B", 1000, 1110), row("C", 900, 990)])
    #expect(separability.pairs.map(\.isSeparated) == [false, true, true])
    #expect(separability.pairs.map(\.worse) == ["B", "C", "C"])
    #expect(separability.share == 2.0 / 3)
    #expect(Separability([row("A", nil, nil), row("B", nil, nil)]).share == 0)
    #expect(Separability([row("A", 1, 2)]).share == nil)
  }

  @Test("agreement counts +1 for the same order, −1 for the opposite, 0 where one does not tell")
  func agreement() throws {
    let first = [row("A", 1100, 1200), row("B", 1000, 1050), row("C", 900, 950)]
    #expect(try Separability.agreement(first, first) == 1)
    let second = [row("C", 1100, 1200), row("A", 1000, 1050), row("B", 990, 1040)]
    // A–B: not separated there; A–C and B–C: opposite.
    #expect(try Separability.agreement(first, second) == -2.0 / 3)
    #expect(throws: StatsError.self) { try Separability.agreement(first, [row("A", 1, 2), row("Z", 3, 4)]) }
  }
}
