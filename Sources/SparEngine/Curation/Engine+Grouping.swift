// Lists of texts as a whole: near-duplicates, clusters, diversity. Each runs aside, on all cores.

internal import LoopKit
internal import SparCore
package import SparCuration

extension Engine {
  /// All pairs of near-duplicates.
  package func nearDuplicates(
    in texts: [String], _ options: NearDuplicates.Options
  ) async throws -> [NearDuplicates.Pair] {
    try await Self.aside { try NearDuplicates.pairs(in: texts, options) }
  }

  /// The cluster of each text, from 0, and what the vectors were made by.
  package func clusters(
    of texts: [String], count: Int, model: String? = nil
  ) async throws -> (clustering: Clustering, vectors: String) {
    let vectors = try await vectors(of: texts, by: model)
    let random = random("clusters")
    let clustering = try await Self.aside { try KMeans.fit(vectors.table, count: count, random: random) }
    return (clustering, vectors.model)
  }

  /// How different texts are from each other.
  ///
  /// - Parameter reference: what they are clustered together with.
  package func diversity(
    of texts: [String], beside reference: [String] = [], _ options: Diversity.Options, model: String? = nil
  ) async throws -> (diversity: Diversity, vectors: String) {
    let own = try await vectors(of: texts, by: model)
    let others = reference.isEmpty ? nil : try await vectors(of: reference, by: own.model)
    let random = random("diversity")
    let diversity = try await Self.aside {
      try Diversity(of: own.table, beside: others?.table, options: options, random: random)
    }
    return (diversity, own.model)
  }
}
