// Cohen's and Fleiss' kappa on the examples of their papers.

import SparStats
import Testing

@Suite("kappa")
struct KappaTests {
  @Test("Cohen's second table of 1960 gives .492")
  func cohen() throws {
    let table = [[88, 10, 2], [14, 40, 6], [18, 10, 12]]
    var a: [Int] = [], b: [Int] = []
    for (row, counts) in table.enumerated() {
      for (column, count) in counts.enumerated() {
        a += Array(repeating: row, count: count)
        b += Array(repeating: column, count: count)
      }
    }
    let kappa = try CohenKappa(a, b)
    #expect(abs(kappa.observed - 0.70) < 1e-12)
    #expect(abs(kappa.expected - 0.41) < 1e-12)
    #expect(abs(kappa.kappa - 0.492) < 5e-4)
  }

  @Test(
    "weighted kappa agrees with scikit-learn",
    arguments: [
      (CohenKappa.Weights.none, 0.269_565_217_391_304_23), (.linear, 0.614_678_899_082_568_7),
      (.quadratic, 0.837_209_302_325_581_3),
    ])
  func weighted(weights: CohenKappa.Weights, expected: Double) throws {
    let a: [Double] = [1, 2, 3, 4, 5, 3, 2, 4, 1, 5, 2, 3], b: [Double] = [1, 3, 3, 4, 4, 2, 2, 5, 2, 5, 1, 4]
    #expect(abs(try CohenKappa(a, b, weights: weights).kappa - expected) < 1e-12)
  }

  @Test("kappa is 1 for raters who always agree, and has no value for those who only ever say one thing")
  func extremes() throws {
    #expect(try CohenKappa(["a", "b"], ["a", "b"]).kappa == 1)
    #expect(throws: StatsError.self) { try CohenKappa(["a", "a"], ["a", "a"]) }
    #expect(throws: StatsError.self) { try CohenKappa([1.0, 1], [1, 1], weights: .linear) }
    #expect(throws: StatsError.self) { try CohenKappa(["a"], ["a", "b"]) }
    #expect(throws: StatsError.self) { try CohenKappa([String](), []) }
  }

  /// Fleiss 1971, Table 1: diagnoses of thirty patients by six psychiatrists each.
  static let diagnoses = [
    [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1], [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0],
    [0, 2, 0, 4, 0], [1, 0, 2, 0, 3], [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0],
    [1, 0, 0, 4, 1], [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6],
  ]

  @Test("Fleiss' psychiatric diagnoses give .430")
  func fleiss() throws {
    let kappa = try FleissKappa(counts: Self.diagnoses)
    #expect(abs(kappa.observed - 0.5556) < 5e-5)
    #expect(abs(kappa.expected - 0.2199) < 5e-5)
    #expect(abs(kappa.kappa - 0.430) < 5e-4)
  }

  @Test("Fleiss' kappa needs as many ratings for every item, and more than one category")
  func fleissRefusals() {
    #expect(throws: StatsError.self) { try FleissKappa(counts: [[2, 0], [2, 1]]) }
    #expect(throws: StatsError.self) { try FleissKappa(counts: [[3, 0], [3, 0]]) }
    #expect(throws: StatsError.self) { try FleissKappa(counts: [[1, 0]]) }
    #expect(throws: StatsError.self) { try FleissKappa(counts: []) }
  }
}
