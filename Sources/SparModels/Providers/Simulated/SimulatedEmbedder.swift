// The simulated embedding model: texts that share pieces of words get vectors that point the same way.

internal import LoopKit
internal import SparCore

extension SimulatedPool: EmbeddingProvider {
  package func embed(
    _ texts: [String], dimensions: Int?, model: String, in slot: Slot?
  ) async throws(ModelError) -> EmbeddingReply {
    let name = try SimulatedModel(model).name
    guard name == "embedder" else {
      throw .unsupported("sim/\(model)", "makes no vectors", hint: "sim/embedder does.")
    }
    let embedder = SimulatedEmbedder(dimensions: dimensions ?? SimulatedEmbedder.standardDimensions)
    let tokens = texts.reduce(0) { $0 + ($1.utf8.count + 3) / 4 }
    return EmbeddingReply(
      vectors: texts.map(embedder.vector), usage: TokenUsage(input: tokens, output: 0, isEstimate: true))
  }
}

/// Hashed counts of character n-grams, of unit length (Weinberger et al., "Feature Hashing for Large Scale Multitask
/// Learning", 2009: a second hash gives each count its sign).
struct SimulatedEmbedder: Sendable {
  static let standardDimensions = 256
  let dimensions: Int

  /// Pieces of three to five scalars, within words and across their borders.
  private static let lengths = 3...5

  func vector(_ text: String) -> [Float] {
    var counts = [Float](repeating: 0, count: dimensions)
    let scalars = Self.normalized(text)
    for length in Self.lengths where scalars.count >= length {
      for start in 0...(scalars.count - length) { add(scalars[start..<start + length], to: &counts) }
    }
    let norm = counts.reduce(0) { $0 + $1 * $1 }.squareRoot()
    // Signs can cancel; a vector without a direction would be like nothing, itself included.
    guard norm > 0 else { return [1] + counts.dropFirst() }
    return counts.map { $0 / norm }
  }

  private func add(_ piece: ArraySlice<UInt32>, to counts: inout [Float]) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for scalar in piece { hash = (hash ^ UInt64(scalar)) &* 0x100_0000_01B3 }
    // The lowest bits of this hash hardly mix; its high half does.
    hash ^= hash >> 32
    counts[Int(hash % UInt64(dimensions))] += (hash >> 40) & 1 == 0 ? 1 : -1
  }

  /// Letters in lower case, anything between two words one blank, and a blank at both ends.
  private static func normalized(_ text: String) -> [UInt32] {
    var scalars: [UInt32] = [0x20]
    for scalar in text.lowercased().unicodeScalars {
      let isBlank = !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
      if isBlank, scalars.last == 0x20 { continue }
      scalars.append(isBlank ? 0x20 : scalar.value)
    }
    if scalars.last != 0x20 { scalars.append(0x20) }
    return scalars
  }
}
