// The tables of bands and the sets of shingles against the standard library's.

import SparCore
@testable import SparCuration
import Testing

@Suite("Tables of bands and sets of shingles")
struct BandTableTests {
  @Test("a table gives all places of a key, the latest first, also when it has grown")
  func places() {
    var random = SeededRandom(seed: 5), table = BandTable(), expected: [UInt32: [Int]] = [:]
    // Few different upper halves: many keys want the same slots.
    let keys = (0..<3000).map { _ in UInt32(random.index(below: 40)) << 20 | UInt32(random.index(below: 30)) }
    for (place, key) in keys.enumerated() {
      table.put(key)
      expected[key, default: []].insert(place, at: 0)
    }
    for (key, places) in expected {
      var found: [Int] = []
      table.forEach(key) { found.append($0) }
      #expect(found == places)
    }
    var missed: [Int] = []
    table.forEach(0x7FFF_FFFF) { missed.append($0) }
    #expect(missed.isEmpty)
  }

  @Test("many keys at once give what each gives alone")
  func many() {
    var table = BandTable()
    table.put([7, 0, 7, 71, .max, 7])
    var found: [[Int]] = []
    let keys: [UInt32] = [71, 5, 7, 0, .max]
    keys.withUnsafeBufferPointer { table.forEach(of: $0) { found.append([$0, $1]) } }
    #expect(found == [[0, 3], [2, 5], [2, 2], [2, 0], [3, 1], [4, 4]])
  }

  @Test("many keys put at once have the places that each would have had alone")
  func putMany() {
    var random = SeededRandom(seed: 7), together = BandTable(), alone = BandTable()
    let keys = (0..<1000).map { _ in UInt32(random.index(below: 300)) }
    together.put(keys)
    for key in keys { alone.put(key) }
    for key in UInt32(0)..<300 {
      var found: [Int] = [], expected: [Int] = []
      together.forEach(key) { found.append($0) }
      alone.forEach(key) { expected.append($0) }
      #expect(found == expected && found == keys.indices.filter { keys[$0] == key }.reversed())
    }
  }

  @Test("a key that two texts of a batch have is known to be shared, most others are known not to be")
  func shared() throws {
    let texts = PlantedTexts(originals: 100, words: 40, exchanged: [1]).texts
    let plan = try BandPlan(threshold: 0.75, permutations: 128)
    let hash = try MinHash()
    let parts = [texts[..<90], texts[90...]].map { Sketches($0, by: Shingler(words: 5), hash, plan) }
    let flags = SharedKeys(parts, bands: plan.bands)
    var needless = 0
    for band in 0..<plan.bands {
      let keys = parts.flatMap { part in (0..<part.count).map { part.key($0, band: band) } }
      for (text, key) in keys.enumerated() {
        let isShared = keys.count { $0 == key } > 1
        #expect(flags.may(text, band: band) || !isShared)
        needless += flags.may(text, band: band) && !isShared ? 1 : 0
      }
    }
    #expect(needless < 200 * plan.bands / 8)
  }

  @Test("overlaps are those of sets; none is given under the least")
  func overlaps() {
    var random = SeededRandom(seed: 6), set = ShingleSet()
    for _ in 0..<200 {
      let all = (0..<(1 + random.index(below: 300))).map { _ in random.next() | 1 }
      let left = all.filter { _ in random.index(below: 4) > 0 } + [all[0]]
      var right = all.filter { _ in random.index(below: 4) > 0 } + [all[0], all[0]]
      let different = right.withUnsafeMutableBufferPointer { set.fill(moving: $0) }
      #expect(different == Set(right).count && Set(right[..<different]) == Set(right))
      left.withUnsafeBufferPointer { set.fill($0) }
      let shared = Double(Set(left).intersection(right).count)
      let expected = shared / (Double(Set(left).count + different) - shared)
      right[..<different].withUnsafeBufferPointer { right in
        #expect(set.overlap(with: right, least: 0) == expected)
        #expect(set.overlap(with: right, least: expected) == expected)
        #expect(set.overlap(with: right, least: expected + 1e-9) == nil)
      }
    }
  }
}
