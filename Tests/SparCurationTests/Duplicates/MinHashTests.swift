// Signatures against their definition and the statistics they promise; bands against the formula.

import Glibc
import SparCore
@testable import SparCuration
import Testing

@Suite("MinHash")
struct MinHashTests {
  private func hashes(_ count: Int, _ random: inout SeededRandom) -> [UInt64] { (0..<count).map { _ in random.next() } }

  @Test("the estimate is right on average and as sharp as 128 independent permutations make it")
  func estimate() throws {
    let hash = try MinHash()
    var random = SeededRandom(seed: 3)
    for (shared, own) in [(10, 45), (50, 25), (80, 10)] {
      let overlap = Double(shared) / Double(shared + 2 * own)
      let errors = (0..<400).map { _ -> Double in
        let common = hashes(shared, &random)
        let left = hash.signature(of: common + hashes(own, &random))
        let right = hash.signature(of: common + hashes(own, &random))
        return Double(zip(left, right).count { $0 == $1 }) / 128 - overlap
      }
      let mean = errors.reduce(0, +) / 400, variance = errors.reduce(0) { $0 + $1 * $1 } / 400
      let expected = overlap * (1 - overlap) / 128
      #expect(abs(mean) < 4 * (expected / 400).squareRoot(), "at \(overlap)")
      #expect(variance / expected > 0.75 && variance / expected < 1.3, "at \(overlap): \(variance / expected)")
    }
  }

  @Test("a signature does not depend on order and repetition; that of a union is the least of both")
  func sets() throws {
    let hash = try MinHash(permutations: 64)
    var random = SeededRandom(seed: 4)
    let (left, right) = (hashes(20, &random), hashes(30, &random))
    #expect(hash.signature(of: left) == hash.signature(of: left.reversed() + left))
    let union = zip(hash.signature(of: left), hash.signature(of: right)).map { min($0, $1) }
    #expect(hash.signature(of: left + right) == union)
    #expect(hash.signature(of: [UInt64]()) == [UInt32](repeating: .max, count: 64))
    #expect(throws: CurationError.self) { try MinHash(permutations: 100) }
  }

  @Test("bands are as long as the recall at the threshold allows")
  func bands() throws {
    let plan = try BandPlan(threshold: 0.75, permutations: 128)
    #expect(plan.rows == 5 && plan.bands == 25)
    #expect(abs(plan.probability(of: 0.75) - 0.998855) < 1e-6)
    #expect(abs(plan.probability(of: 0.5) - (1 - pow(1 - 0.03125, 25))) < 1e-12)
    #expect(try BandPlan(threshold: 0.5, permutations: 128).rows == 3)
    #expect(try BandPlan(threshold: 1, permutations: 128).rows == 128)
    #expect(try BandPlan(threshold: 0.05, permutations: 128).rows == 1)
    #expect(throws: CurationError.self) { try BandPlan(threshold: 0.01, permutations: 128) }
    #expect(throws: CurationError.self) { try BandPlan(threshold: 0, permutations: 128) }
    #expect(throws: CurationError.self) { try BandPlan(threshold: 1.1, permutations: 128) }
  }
}
