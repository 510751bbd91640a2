// Signatures of sets (Broder 1997): equal numbers in two signatures estimate the Jaccard overlap of the sets.

internal import CVectorShim
internal import SparCore

/// Minima of a set of hashes under permutations x → a·x + b of 32 bits, a odd.
package struct MinHash: Sendable {
  package let permutations: Int
  private let factors: [UInt32]
  private let offsets: [UInt32]

  /// - Parameter permutations: a multiple of 32.
  package init(permutations: Int = 128) throws(CurationError) {
    let width = spar_minhash_width
    guard permutations > 0, permutations.isMultiple(of: width) else {
      throw .badOption("permutations must be a multiple of \(width), not \(permutations)")
    }
    var random = SeededRandom(seed: 1, purpose: "minhash")
    self.permutations = permutations
    factors = (0..<permutations).map { _ in UInt32(truncatingIfNeeded: random.next()) | 1 }
    offsets = (0..<permutations).map { _ in UInt32(truncatingIfNeeded: random.next()) }
  }

  /// `permutations` numbers; all ones for the empty set.
  package func signature(of hashes: [UInt64]) -> [UInt32] { hashes.withUnsafeBufferPointer { signature(of: $0) } }

  func signature(of hashes: UnsafeBufferPointer<UInt64>) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: permutations) { signature, count in
      if let target = signature.baseAddress { write(hashes, to: target) }
      count = permutations
    }
  }

  func write(_ hashes: UnsafeBufferPointer<UInt64>, to signature: UnsafeMutablePointer<UInt32>) {
    guard let base = hashes.baseAddress else { return signature.update(repeating: .max, count: permutations) }
    factors.withUnsafeBufferPointer { factors in
      offsets.withUnsafeBufferPointer { offsets in
        guard let factors = factors.baseAddress, let offsets = offsets.baseAddress else { return }
        spar_minhash(base, hashes.count, factors, offsets, signature, permutations)
      }
    }
  }
}
