// Nearest rows by cosine: exact, every pair is looked at.

package enum Neighbours {
  package struct Neighbour: Equatable, Sendable {
    package let row: Int
    package let cosine: Double
  }

  /// For each row of `queries` its `count` nearest rows of `table`, the nearest first, the earlier of equals first.
  package static func nearest(of queries: VectorTable, in table: VectorTable, count: Int) -> [[Neighbour]] {
    Cores.mapParts(of: queries.count, size: 16) { part in
      var scratch: [Float] = []
      return part.map { row in
        queries.withCosines(of: row, to: table, scratch: &scratch) { top(count, of: $0) { _ in true } }
      }
    }.flatMap { $0 }
  }

  /// For each row the nearest other row of the same table; none where there is no other.
  package static func nearestOthers(in table: VectorTable) -> [Neighbour?] {
    Cores.mapParts(of: table.count, size: 16) { part in
      var scratch: [Float] = []
      return part.map { row in
        table.withCosines(of: row, to: table, scratch: &scratch) { cosines in top(1, of: cosines) { $0 != row }.first }
      }
    }.flatMap { $0 }
  }

  private static func top(
    _ count: Int, of cosines: UnsafeBufferPointer<Float>, where isEligible: (Int) -> Bool
  ) -> [Neighbour] {
    var best: [(row: Int, cosine: Float)] = []
    for (row, cosine) in cosines.enumerated() where isEligible(row) {
      if best.count == count, let last = best.last, cosine <= last.cosine { continue }
      let place = best.firstIndex { $0.cosine < cosine } ?? best.count
      best.insert((row, cosine), at: place)
      if best.count > count { best.removeLast() }
    }
    return best.map { Neighbour(row: $0.row, cosine: Double($0.cosine)) }
  }
}
