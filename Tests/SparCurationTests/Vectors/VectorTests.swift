// Vectors, their neighbours and clusters.

import SparCore
@testable import SparCuration
import Testing

@Suite("Vectors and clusters")
struct VectorTests {
  private func blobs(_ count: Int, seed: UInt64 = 5) throws -> (table: VectorTable, blob: [Int]) {
    var random = SeededRandom(seed: seed)
    let blob = (0..<count).map { _ in random.index(below: 3) }
    let vectors = blob.map { blob in
      (0..<20).map { Float($0 == blob * 7 ? 10 : 0) + Float(random.normal()) }
    }
    return (try VectorTable(vectors), blob)
  }

  @Test("rows have length 1 and products are cosines")
  func cosines() throws {
    let table = try VectorTable([[3, 4], [-4, 3], [6, 8], [0, 0]])
    #expect(abs(table.cosine(0, with: table, 2) - 1) < 1e-6)
    #expect(abs(table.cosine(0, with: table, 1)) < 1e-6)
    #expect(table.cosine(0, with: table, 3) == 0)
    #expect(throws: CurationError.unevenVectors(index: 1, length: 1, expected: 2)) { try VectorTable([[1, 2], [1]]) }
  }

  @Test("the nearest rows are those of a comparison with all")
  func neighbours() throws {
    let (table, _) = try blobs(120)
    let found = Neighbours.nearest(of: table, in: table, count: 4)
    for row in 0..<120 {
      let cosines = (0..<120).map { table.cosine(row, with: table, $0) }
      #expect(found[row].map(\.row).first == row)
      let least = cosines.sorted(by: >)[3]
      #expect(found[row].allSatisfy { $0.cosine > least - 1e-5 && abs($0.cosine - cosines[$0.row]) < 1e-5 })
    }
    let others = Neighbours.nearestOthers(in: table)
    for row in 0..<120 { #expect(others[row]?.row == found[row][1].row) }
    #expect(Neighbours.nearestOthers(in: try VectorTable([[1, 2]])) == [nil])
  }

  @Test("texts with the same words are near, others are not")
  func hashed() {
    let table = HashedVectors.table(of: [
      "How high is the tide at noon?", "How high is the tide at midnight?", "Sort a list of pairs by length.", "",
      "how HIGH is the tide at noon",
    ])
    #expect(table.cosine(0, with: table, 1) > 0.6)
    #expect(abs(table.cosine(0, with: table, 2)) < 0.3)
    #expect(table.cosine(0, with: table, 3) == 0)
    #expect(abs(table.cosine(0, with: table, 4) - 1) < 1e-6)
  }

  @Test("three groups of points become three clusters, the same ones each time")
  func kMeans() throws {
    let (table, blob) = try blobs(400)
    let clustering = try KMeans.fit(table, count: 3, random: SeededRandom(seed: 1))
    let names = Set(zip(blob, clustering.clusters).map { "\($0) \($1)" })
    #expect(names.count == 3 && Set(clustering.clusters).count == 3)
    let again = try KMeans.fit(table, count: 3, random: SeededRandom(seed: 1))
    #expect(again.clusters == clustering.clusters && again.rounds == clustering.rounds)
    #expect(clustering.members.map(\.count).reduce(0, +) == 400)
  }

  @Test("of several starts the closest clustering is taken; closeness is the sum of cosines")
  func starts() throws {
    var random = SeededRandom(seed: 8)
    let rows = (0..<160).map { row in
      (0..<24).map { Float($0 == row % 16 ? 4 : 0) + Float(random.normal()) }
    }
    let table = try VectorTable(rows)
    var better = 0
    for seed in 0..<12 {
      let single = try KMeans.fit(table, count: 16, random: SeededRandom(seed: UInt64(seed)), starts: 1)
      let several = try KMeans.fit(table, count: 16, random: SeededRandom(seed: UInt64(seed)))
      #expect(several.closeness >= single.closeness)
      better += several.closeness > single.closeness ? 1 : 0
      let sum = (0..<160).reduce(0) { $0 + table.cosine($1, with: several.centroids, several.clusters[$1]) }
      #expect(abs(several.closeness - sum) < 1e-9)
    }
    #expect(better >= 4, "\(better) of 12")
  }

  @Test("large tables are clustered once, small ones three times")
  func budget() throws {
    #expect(KMeans.starts(rows: 10_000, clusters: 100) == 3)
    #expect(KMeans.starts(rows: 10_000, clusters: 150) == 2)
    #expect(KMeans.starts(rows: 100_000, clusters: 100) == 1)
    #expect(KMeans.starts(rows: 10, clusters: .max) == 3)
    #expect(throws: CurationError.self) {
      try KMeans.fit(VectorTable([[1]]), count: 1, random: SeededRandom(seed: 2), starts: 0)
    }
  }

  @Test("no cluster is empty, and equal rows make no further ones")
  func fewRows() throws {
    let (table, _) = try blobs(40)
    let clustering = try KMeans.fit(table, count: 40, random: SeededRandom(seed: 2))
    #expect(Set(clustering.clusters).count == 40)
    let equal = try VectorTable([[1, 0], [2, 0], [0, 1], [0, 3], [0, 2]])
    let two = try KMeans.fit(equal, count: 4, random: SeededRandom(seed: 2))
    #expect(two.centroids.count == 2)
    #expect(two.clusters[0] == two.clusters[1] && two.clusters[2] == two.clusters[4])
    #expect(throws: CurationError.self) { try KMeans.fit(table, count: 0, random: SeededRandom(seed: 2)) }
    #expect(throws: CurationError.self) { try KMeans.fit(VectorTable([]), count: 2, random: SeededRandom(seed: 2)) }
  }
}
