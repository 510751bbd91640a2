// How different the texts of a set are from each other.

internal import Glibc
package import SparCore

/// Measures over the vectors and tags of a set of texts.
package struct Diversity: Sendable {
  package struct Options: Sendable {
    package var clusters = 100
    /// Texts in the sample of the Vendi score.
    package var sample = 500

    package init(clusters: Int = 100, sample: Int = 500) {
      self.clusters = clusters
      self.sample = sample
    }
  }

  package let count: Int
  /// Clusters that were made of the set and what it is compared with, and those that have texts of the set.
  package let clusters: Int
  package let occupied: Int
  /// exp of the entropy of how the texts spread over clusters: as many evenly filled ones would spread alike.
  package let effectiveClusters: Double
  /// 1 − cosine to the nearest other text: mean, median, tenth percentile. `nil` for a single text.
  package let nearest: (mean: Double, median: Double, low: Double)?
  package let vendi: Double
  package let sampled: Int

  /// - Parameters:
  ///   - table: the set.
  ///   - reference: what it is compared with when clusters are made: the seeds, another set.
  /// - Throws: `curation.too_few`, `curation.option_invalid`.
  package init(
    of table: VectorTable, beside reference: VectorTable? = nil, options: Options = Options(), random: SeededRandom
  ) throws(CurationError) {
    guard table.count > 0 else { throw .tooFew("diversity of nothing") }
    var random = random
    let all = try reference.map { other throws(CurationError) in try table.joined(with: other) } ?? table
    let clustering = try KMeans.fit(all, count: options.clusters, random: random)
    var sizes = [Int](repeating: 0, count: clustering.centroids.count)
    for cluster in clustering.clusters.prefix(table.count) { sizes[cluster] += 1 }
    count = table.count
    clusters = sizes.count
    occupied = sizes.count { $0 > 0 }
    effectiveClusters = Self.perplexity(of: sizes)
    nearest = Self.distances(in: table)
    let drawn = random.shuffled(Array(0..<table.count)).prefix(max(1, options.sample)).sorted()
    sampled = drawn.count
    vendi = try VendiScore.of(table.rows(drawn))
  }

  /// exp of the entropy of counts.
  package static func perplexity(of counts: [Int]) -> Double {
    let total = Double(counts.reduce(0, +))
    let shares = counts.lazy.filter { $0 > 0 }.map { Double($0) / total }
    return exp(shares.reduce(0) { $0 - $1 * log($1) })
  }

  private static func distances(in table: VectorTable) -> (mean: Double, median: Double, low: Double)? {
    let distances = Neighbours.nearestOthers(in: table).compactMap { $0.map { max(0, 1 - $0.cosine) } }.sorted()
    guard !distances.isEmpty else { return nil }
    let mean = distances.reduce(0, +) / Double(distances.count)
    return (mean, distances[(distances.count - 1) / 2], distances[(distances.count - 1) / 10])
  }
}

extension VectorTable {
  /// Both tables' rows in one.
  fileprivate func joined(with other: VectorTable) throws(CurationError) -> VectorTable {
    guard other.dimensions == dimensions else {
      throw .unevenVectors(index: count, length: other.dimensions, expected: dimensions)
    }
    return VectorTable(count: count + other.count, dimensions: dimensions) { row, target in
      let (table, own) = row < count ? (self, row) : (other, row - count)
      for index in 0..<width { target[index] = table.values[own * width + index] }
    }
  }
}
