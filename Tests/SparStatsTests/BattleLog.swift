// Short notation for battles in tests.

import SparStats
import Testing

/// `("A", 2, 3, "B")`: A beat B twice and lost three times.
func log(_ results: (String, Int, Int, String)...) -> [RatedBattle] {
  results.flatMap { a, won, lost, b in
    Array(repeating: RatedBattle(a, b, outcome: 1), count: won)
      + Array(repeating: RatedBattle(a, b, outcome: 0), count: lost)
  }
}

extension RatingTable {
  /// How far `a` is rated above `b`.
  func gap(_ a: String, _ b: String) throws -> Double {
    let a = try #require(self[a]), b = try #require(self[b])
    return a.rating - b.rating
  }
}
