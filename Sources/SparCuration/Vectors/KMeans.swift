// k-means on vectors of length 1, seeded by k-means++ (Arthur & Vassilvitskii 2007), the best of several starts. The same
// rows and the same seed give the same clusters on any number of cores.

package import SparCore

package struct Clustering: Sendable {
  /// The cluster of each row, from 0.
  package internal(set) var clusters: [Int]
  package internal(set) var centroids: VectorTable
  /// How often the rows were assigned anew.
  package internal(set) var rounds: Int
  /// The sum of the cosines of all rows with their centroids: what k-means makes as large as it can.
  package internal(set) var closeness = 0.0

  /// Rows of each cluster, in their order.
  package var members: [[Int]] {
    var members = [[Int]](repeating: [], count: centroids.count)
    for (row, cluster) in clusters.enumerated() { members[cluster].append(row) }
    return members
  }
}

/// Spherical k-means (Dhillon & Modha 2001): a row belongs to the centroid with the greatest cosine, and centroids are
/// means, scaled to length 1.
package enum KMeans {
  /// - Parameters:
  ///   - count: clusters; fewer where there are fewer different rows.
  ///   - starts: how often it begins anew, from other rows; the closest clustering counts, the first of equals. `nil`:
  ///     three times, and fewer where three million cosines of rows and clusters would be passed in a round of all.
  /// - Throws: `curation.too_few`, `curation.option_invalid`.
  package static func fit(
    _ table: VectorTable, count: Int, random: SeededRandom, rounds: Int = 50, starts: Int? = nil
  ) throws(CurationError) -> Clustering {
    let starts = starts ?? self.starts(rows: table.count, clusters: count)
    guard count >= 1, rounds >= 1, starts >= 1 else {
      throw .badOption("there is at least one cluster, one round and one start")
    }
    guard table.count > 0 else { throw .tooFew("nothing to cluster") }
    var random = random
    var best = fit(table, from: seeds(of: table, count: count, &random), rounds)
    for _ in 1..<starts {
      let other = fit(table, from: seeds(of: table, count: count, &random), rounds)
      if other.closeness > best.closeness { best = other }
    }
    return best
  }

  static func starts(rows: Int, clusters: Int) -> Int {
    max(1, min(3, 3_000_000 / max(1, rows * min(rows, max(1, clusters)))))
  }

  private static func fit(_ table: VectorTable, from seeds: [Int], _ rounds: Int) -> Clustering {
    var clustering = Clustering(clusters: [], centroids: table.rows(seeds), rounds: 0)
    while clustering.rounds < rounds {
      let (clusters, cosines) = assigned(table, to: clustering.centroids)
      clustering.rounds += 1
      if clusters == clustering.clusters { break }
      clustering.clusters = refilled(clusters, cosines, count: seeds.count)
      clustering.centroids = centroids(of: table, clustering.clusters, count: seeds.count)
    }
    clustering.closeness = clustering.clusters.enumerated().reduce(0) { sum, row in
      sum + table.cosine(row.offset, with: clustering.centroids, row.element)
    }
    return clustering
  }

  /// Rows to start from, each drawn by the square of its distance to those before it.
  private static func seeds(of table: VectorTable, count: Int, _ random: inout SeededRandom) -> [Int] {
    var seeds = [random.index(below: table.count)]
    var distances = [Double](repeating: .infinity, count: table.count)
    while seeds.count < min(count, table.count) {
      let latest = table.rows([seeds[seeds.count - 1]])
      let cosines = cosines(table, to: latest)
      for row in distances.indices {
        // On the unit sphere the square of a distance is 2 − 2 cos; the least bit of rounding is no distance.
        let square = 2 - 2 * Double(cosines[row])
        distances[row] = min(distances[row], square < 1e-5 ? 0 : square)
      }
      guard let next = random.index(weights: distances) else { break }
      seeds.append(next)
    }
    return seeds
  }

  private static func cosines(_ table: VectorTable, to one: VectorTable) -> [Float] {
    var scratch: [Float] = []
    return one.withCosines(of: 0, to: table, scratch: &scratch) { Array($0) }
  }

  private static func assigned(_ table: VectorTable, to centroids: VectorTable) -> ([Int], [Float]) {
    let parts = Cores.mapParts(of: table.count, size: 64) { part in
      var scratch: [Float] = []
      return part.map { row in
        table.withCosines(of: row, to: centroids, scratch: &scratch) { cosines in
          var best = 0
          for index in cosines.indices where cosines[index] > cosines[best] { best = index }
          return (best, cosines[best])
        }
      }
    }
    let all = parts.flatMap { $0 }
    return (all.map(\.0), all.map(\.1))
  }

  /// A cluster that has lost all its rows gets the row that fits its own worst.
  private static func refilled(_ clusters: [Int], _ cosines: [Float], count: Int) -> [Int] {
    var clusters = clusters
    var sizes = [Int](repeating: 0, count: count)
    for cluster in clusters { sizes[cluster] += 1 }
    var worst = clusters.indices.sorted { (cosines[$0], $0) < (cosines[$1], $1) }[...]
    for empty in sizes.indices where sizes[empty] == 0 {
      while let row = worst.popFirst() {
        guard sizes[clusters[row]] > 1 else { continue }
        sizes[clusters[row]] -= 1
        (clusters[row], sizes[empty]) = (empty, 1)
        break
      }
    }
    return clusters
  }

  /// Each sum runs over the rows in their order, whichever core takes it.
  private static func centroids(of table: VectorTable, _ clusters: [Int], count: Int) -> VectorTable {
    var members = [[Int]](repeating: [], count: count)
    for (row, cluster) in clusters.enumerated() { members[cluster].append(row) }
    return VectorTable(count: count, dimensions: table.dimensions) { cluster, target in
      for row in members[cluster] { table.add(row, to: target) }
    }
  }
}

extension VectorTable {
  fileprivate func add(_ row: Int, to target: UnsafeMutableBufferPointer<Float>) {
    values.withUnsafeBufferPointer { values in
      for index in 0..<width { target[index] += values[row * width + index] }
    }
  }
}
