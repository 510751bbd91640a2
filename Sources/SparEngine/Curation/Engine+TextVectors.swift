// Vectors for telling texts apart: an embedding model's where one is set, else of their words.

internal import LoopKit
internal import SparCore
package import SparCuration
internal import SparModels

/// Vectors and what made them.
package struct TextVectors: Sendable {
  package let table: VectorTable
  /// An embedding model, or `hashed`.
  package let model: String

  /// What stands for a model where the vectors are of hashed words.
  package static let hashed = "hashed"
}

extension Engine {
  /// A vector for each text.
  ///
  /// - Parameter name: an embedding model, or `hashed`; unless named the hired embedder, where it is not simulated: its
  ///   vectors tell no more than hashed words.
  package func vectors(of texts: [String], by name: String? = nil) async throws -> TextVectors {
    guard let model = name ?? hiredEmbedder, model != TextVectors.hashed else {
      return TextVectors(table: try await Self.aside { HashedVectors.table(of: texts) }, model: TextVectors.hashed)
    }
    let places = texts.indices.filter { !texts[$0].isEmpty }
    let vectors = try await embed(places.map { texts[$0] }, model: model)
    let table = try await Self.aside {
      // A text without a letter has no vector: it is near to nothing.
      var all = [[Float]](repeating: [Float](repeating: 0, count: vectors.first?.count ?? 0), count: texts.count)
      for (place, vector) in zip(places, vectors) { all[place] = vector }
      return try VectorTable(all)
    }
    return TextVectors(table: table, model: model)
  }

  private var hiredEmbedder: String? {
    guard let name = try? names(for: "embedder")[0], !isSimulated(name) else { return nil }
    return name
  }
}
