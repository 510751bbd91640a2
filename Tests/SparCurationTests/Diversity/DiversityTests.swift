// Measures of diversity with answers that follow from their definitions.

import Glibc
import SparCore
@testable import SparCuration
import Testing

@Suite("Diversity")
struct DiversityTests {
  /// `counts[i]` times the i-th unit vector.
  private func units(_ counts: [Int], dimensions: Int? = nil) throws -> VectorTable {
    let width = dimensions ?? counts.count
    return try VectorTable(
      counts.enumerated().flatMap { place, count in
        [[Float]](repeating: (0..<width).map { $0 == place ? 1 : 0 }, count: count)
      })
  }

  @Test("the eigenvalues of the second difference are 2 − 2 cos(kπ/(n+1))", arguments: [1, 2, 3, 10, 41])
  func differences(order: Int) {
    let values = (0..<(order * order)).map { place -> Double in
      let (row, column) = (place / order, place % order)
      return row == column ? 2 : abs(row - column) == 1 ? -1 : 0
    }
    let found = SymmetricMatrix(order: order, values: values).eigenvalues().sorted()
    for (index, value) in found.enumerated() {
      #expect(abs(value - (2 - 2 * cos(Double(index + 1) * .pi / Double(order + 1)))) < 1e-12)
    }
  }

  @Test("a full matrix keeps its trace and the sum of its squares")
  func full() {
    var random = SeededRandom(seed: 9)
    let order = 30
    var values = [Double](repeating: 0, count: order * order)
    for row in 0..<order {
      for column in 0...row {
        values[row * order + column] = random.normal()
        values[column * order + row] = values[row * order + column]
      }
    }
    let found = SymmetricMatrix(order: order, values: values).eigenvalues()
    let trace = (0..<order).reduce(0) { $0 + values[$1 * order + $1] }
    #expect(abs(found.reduce(0, +) - trace) < 1e-9)
    #expect(abs(found.reduce(0) { $0 + $1 * $1 } - values.reduce(0) { $0 + $1 * $1 }) < 1e-8)
  }

  @Test("the Vendi score is 1 for equal vectors and n for n that have nothing in common")
  func vendi() throws {
    #expect(abs(try VendiScore.of(units([7])) - 1) < 1e-6)
    #expect(abs(try VendiScore.of(units([1, 1, 1, 1, 1])) - 5) < 1e-6)
    // exp of the entropy of 3/4 and 1/4
    #expect(abs(try VendiScore.of(units([3, 1])) - 1.754765) < 1e-5)
    // Two vectors with cosine 1/2: eigenvalues 3/4 and 1/4.
    let pair = try VectorTable([[1, 0], [0.5, 0.8660254]])
    #expect(abs(try VendiScore.of(pair) - 1.754765) < 1e-5)
    #expect(throws: CurationError.self) { try VendiScore.of(VectorTable([])) }
  }

  @Test("the Vendi score is the same by the smaller of both matrices")
  func vendiSides() throws {
    let wide = try VendiScore.of(units([4, 2, 2], dimensions: 40)), tall = try VendiScore.of(units([4, 2, 2]))
    // exp of the entropy of 1/2, 1/4, 1/4: 2^1.5
    #expect(abs(wide - 2.828427) < 1e-5 && abs(tall - wide) < 1e-6)
  }

  @Test("clusters are counted with what a set is compared with")
  func clusters() throws {
    let set = try units([6, 6, 0, 0]), rest = try units([0, 0, 5, 5])
    let measured = try Diversity(of: set, beside: rest, options: .init(clusters: 4), random: SeededRandom(seed: 1))
    #expect(measured.clusters == 4 && measured.occupied == 2)
    #expect(abs(measured.effectiveClusters - 2) < 1e-9 && abs(measured.vendi - 2) < 1e-6)
    #expect(measured.nearest.map { $0.mean < 1e-6 && $0.median < 1e-6 } == true)
    let alone = try Diversity(of: units([1]), random: SeededRandom(seed: 1))
    #expect(alone.nearest == nil && alone.clusters == 1 && alone.vendi == 1)
  }

  @Test("the distance to the nearest other is 1 where nothing is shared")
  func distances() throws {
    let measured = try Diversity(of: units([1, 1, 1, 1]), options: .init(clusters: 2), random: SeededRandom(seed: 1))
    #expect(measured.nearest.map { [$0.mean, $0.median, $0.low] } == [1, 1, 1])
  }

  @Test("tags are counted, known ones shared, their spread weighed")
  func tags() {
    let coverage = TagCoverage(of: [["a", "b"], ["a"], ["c"], []], known: ["a", "b", "c", "d", "e"])
    #expect(coverage.occurring == 3 && coverage.share == 0.6 && coverage.perText == 1)
    #expect(abs(coverage.effective - 2.828427) < 1e-5)
    #expect(TagCoverage(of: []).effective == 0 && TagCoverage(of: [["a"]]).share == nil)
  }
}
