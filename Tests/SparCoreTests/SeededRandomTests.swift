// Draws that are the same everywhere and for ever, and that are fair.

import SparCore
import Testing

@Suite("Seeded randomness")
struct SeededRandomTests {
  @Test("the numbers are SplitMix64's (S. Vigna's splitmix64.c, seed 1234567)")
  func reference() {
    var draws = SeededRandom(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
      16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in draws.next() } == expected)
  }

  @Test("a purpose and its fields choose the stream, whatever else was drawn")
  func purposes() {
    func first(_ purpose: String, _ fields: String..., seed: UInt64 = 1) -> UInt64 {
      var draws = SeededRandom(seed: seed, purpose: purpose, fields: fields)
      return draws.next()
    }
    #expect(first("a", "x") == first("a", "x"))
    let others = [first("a", "x"), first("b", "x"), first("a", "y"), first("a"), first("a", "x", seed: 2), first("ax")]
    #expect(Set(others).count == others.count)
  }

  /// Pearson's statistic of counts against expectations.
  private func chiSquare(_ counts: [Int], _ expected: [Double]) -> Double {
    zip(counts, expected).reduce(0) {
      $0 + ($1.0 == 0 && $1.1 == 0 ? 0 : (Double($1.0) - $1.1) * (Double($1.0) - $1.1) / $1.1)
    }
  }

  @Test("every index below a bound is equally likely")
  func uniformIndex() {
    var draws = SeededRandom(seed: 7)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<100_000 { counts[draws.index(below: 10)] += 1 }
    // The 99.9 % quantile of chi-square with 9 degrees of freedom.
    #expect(chiSquare(counts, Array(repeating: 10_000, count: 10)) < 27.88)
  }

  @Test("a bound that divides nothing evenly has no favourites, even where it is huge")
  func hugeBound() {
    var draws = SeededRandom(seed: 8)
    // 2^64 draws go into 3 · 2^61 indices 8 to 3: without rejection every third index would get 2 of them, the others 3.
    let bound = 3 << 61
    var counts = [Int](repeating: 0, count: 3)
    for _ in 0..<30_000 { counts[draws.index(below: bound) % 3] += 1 }
    #expect(chiSquare(counts, Array(repeating: 10_000, count: 3)) < 13.82)
  }

  @Test("the only index below one is zero")
  func one() {
    var draws = SeededRandom(seed: 9)
    #expect((0..<100).allSatisfy { _ in draws.index(below: 1) == 0 })
  }

  @Test("indices come as often as their weights say; without weight, never")
  func weights() {
    var draws = SeededRandom(seed: 10)
    var counts = [Int](repeating: 0, count: 5)
    for _ in 0..<100_000 { counts[draws.index(weights: [1, 0, 2, -3, 7])!] += 1 }
    #expect(counts[1] == 0 && counts[3] == 0)
    #expect(chiSquare([counts[0], counts[2], counts[4]], [10_000, 20_000, 70_000]) < 13.82)
  }

  @Test("where nothing has weight, nothing is drawn")
  func noWeight() {
    var draws = SeededRandom(seed: 11)
    #expect(draws.index(weights: []) == nil && draws.index(weights: [0, -1]) == nil)
    #expect(draws.element(of: [Int]()) == nil)
  }

  @Test("units are uniform in [0, 1)")
  func units() {
    var draws = SeededRandom(seed: 12)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<100_000 { counts[Int(draws.unit() * 10)] += 1 }
    #expect(chiSquare(counts, Array(repeating: 10_000, count: 10)) < 27.88)
  }

  @Test("normals have mean 0, variance 1 and the tails of a bell")
  func normals() {
    var draws = SeededRandom(seed: 13)
    let values = (0..<100_000).map { _ in draws.normal() }
    let mean = values.reduce(0, +) / 100_000
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 100_000
    #expect(abs(mean) < 0.0125 && abs(variance - 1) < 0.02)
    #expect(abs(Double(values.count { abs($0) < 1.959964 }) / 100_000 - 0.95) < 0.003)
  }

  @Test("a shuffle keeps every element, and every order is equally likely")
  func shuffling() {
    var draws = SeededRandom(seed: 14)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 { counts[draws.shuffled([1, 2, 3, 4]), default: 0] += 1 }
    #expect(counts.keys.allSatisfy { $0.sorted() == [1, 2, 3, 4] })
    // 24 orders: the 99.9 % quantile with 23 degrees of freedom.
    #expect(chiSquare(Array(counts.values), Array(repeating: 1000, count: 24)) < 49.73 && counts.count == 24)
  }
}
