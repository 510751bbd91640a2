// The hashes of all runs of a text's words, for one length after the other. Memory is used again for the next text.

struct GramHashes {
  private var hashes: [UInt64] = []
  /// One for each run, by its first word. Odd, as `GramTable` has it.
  private(set) var grams: [UInt64] = []

  var words: Int { hashes.count }

  mutating func read(_ text: String) {
    hashes.removeAll(keepingCapacity: true)
    Words.appendHashes(of: text, to: &hashes)
  }

  /// Makes `grams` those of `length` words, at most as many as there are.
  mutating func roll(_ length: Int) {
    grams.removeAll(keepingCapacity: true)
    // What the word that leaves the run has been multiplied with.
    let leaving = (0..<length).reduce(1) { power, _ in power &* Mixing.base }
    hashes.withUnsafeBufferPointer { hashes in
      var sum = hashes[..<length].reduce(0) { $0 &* Mixing.base &+ $1 }
      grams.append(Self.finished(sum, length))
      for index in length..<hashes.count {
        sum = sum &* Mixing.base &+ hashes[index] &- hashes[index - length] &* leaving
        grams.append(Self.finished(sum, length))
      }
    }
  }

  @inline(__always)
  private static func finished(_ sum: UInt64, _ length: Int) -> UInt64 {
    Mixing.fold(sum ^ Mixing.first, Mixing.second &+ UInt64(length)) | 1
  }
}
