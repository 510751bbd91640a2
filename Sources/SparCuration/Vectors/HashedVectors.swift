// Vectors of texts without a model: hashed counts of words and of pairs of words (Weinberger et al. 2009, "Feature Hashing
// for Large Scale Multitask Learning"). They tell of shared words, and nothing of meaning.

package enum HashedVectors {
  package static let dimensions = 512

  /// A vector for each text; that of a text without words is zero.
  package static func table(of texts: [String]) -> VectorTable {
    VectorTable(count: texts.count, dimensions: dimensions) { row, target in
      var features: [UInt64] = []
      Words.appendHashes(of: texts[row], to: &features)
      for index in 1..<max(1, features.count) {
        features.append(Mixing.fold(features[index - 1] &* Mixing.base &+ features[index], Mixing.second))
      }
      add(features.sorted(), to: target)
    }
  }

  /// A word that occurs n times counts √n; the sign keeps words that meet in one place from adding up.
  private static func add(_ features: [UInt64], to row: UnsafeMutableBufferPointer<Float>) {
    var start = 0
    for index in features.indices where index + 1 == features.count || features[index + 1] != features[index] {
      let weight = Float(index + 1 - start).squareRoot()
      let hash = Mixing.fold(features[index] ^ Mixing.first, Mixing.second)
      row[Int(hash % UInt64(dimensions))] += hash >> 63 == 0 ? weight : -weight
      start = index + 1
    }
  }
}
