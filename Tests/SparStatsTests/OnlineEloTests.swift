// Online Elo: by hand, and what it says about itself.

import SparStats
import Testing

@Suite("online Elo")
struct OnlineEloTests {
  @Test("a win between equals moves half of K each way")
  func oneBattle() throws {
    let table = try OnlineElo.rate([.init("A", "B", outcome: 1)], options: .init(k: 32))
    #expect(table["A"]?.rating == 1016)
    #expect(table["B"]?.rating == 984)
  }

  @Test("the order of the battles changes the ratings, and the table says so")
  func order() throws {
    let battles = log(("A", 1, 0, "B"), ("A", 0, 1, "B"))
    let forwards = try OnlineElo.rate(battles), backwards = try OnlineElo.rate(battles.reversed())
    #expect(forwards["A"]?.rating != backwards["A"]?.rating)
    #expect(forwards.notes == ["Online Elo (K = 4.0) depends on the order of the battles and has no interval."])
    #expect(forwards.ratings.allSatisfy { $0.lower == nil && $0.upper == nil })
  }

  @Test("equal ratings share a rank and the next rank is skipped")
  func ranks() throws {
    let table = try OnlineElo.rate(log(("A", 1, 0, "C"), ("B", 1, 0, "D")))
    #expect(table.ratings.map(\.model) == ["A", "B", "C", "D"])
    #expect(table.ratings.map(\.rank) == [1, 1, 3, 3])
  }

  @Test("a misspelt method names the nearest")
  func method() throws {
    #expect(try RatingMethod(named: "elo") == .elo)
    let error = #expect(throws: StatsError.self) { try RatingMethod(named: "bradly-terry") }
    #expect(error?.hint == "Did you mean \"bradley-terry\"?")
  }

  @Test("an impossible K is refused")
  func badOption() {
    #expect(throws: StatsError.badOption("k must be above 0, not 0.0")) {
      try OnlineElo.rate(log(("A", 1, 0, "B")), options: .init(k: 0))
    }
  }
}
