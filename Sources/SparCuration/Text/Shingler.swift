// Texts as sets of hashed n-grams of words, and how much two of them share.

/// Makes the shingles of texts: the hash of each run of `words` words. A text with fewer words is one shingle.
package struct Shingler {
  /// Memory that is used again for the next text.
  struct Scratch {
    fileprivate var words: [UInt64] = []
    var seen = ShingleSet()
  }

  let words: Int
  /// What the word that leaves the window has been multiplied with.
  private let leaving: UInt64

  init(words: Int) {
    self.words = words
    leaving = (0..<words).reduce(1) { power, _ in power &* Mixing.base }
  }

  /// Appends the shingles of a text, repeated ones as often as they occur; at least one.
  func append(_ text: String, to shingles: inout [UInt64], scratch: inout Scratch) {
    scratch.words.removeAll(keepingCapacity: true)
    Words.appendHashes(of: text, to: &scratch.words)
    scratch.words.withUnsafeBufferPointer { append($0, to: &shingles) }
  }

  private func append(_ hashes: UnsafeBufferPointer<UInt64>, to shingles: inout [UInt64]) {
    var sum: UInt64 = 0
    for hash in hashes.prefix(words) { sum = sum &* Mixing.base &+ hash }
    shingles.append(finished(sum, count: min(words, hashes.count)))
    guard hashes.count > words else { return }
    for index in words..<hashes.count {
      sum = sum &* Mixing.base &+ hashes[index] &- hashes[index - words] &* leaving
      shingles.append(finished(sum, count: words))
    }
  }

  /// Odd: 0 stands for an empty slot of a `ShingleSet`.
  @inline(__always)
  private func finished(_ sum: UInt64, count: Int) -> UInt64 {
    Mixing.fold(sum ^ Mixing.second, Mixing.first &+ UInt64(count)) | 1
  }
}

extension Shingler {
  /// The Jaccard overlap of two texts' sets of shingles, 0 to 1.
  package static func overlap(_ left: String, _ right: String, words: Int = 5) throws(CurationError) -> Double {
    guard words >= 1 else { throw .badOption("an n-gram has at least one word, not \(words)") }
    let shingler = Shingler(words: words)
    var list = ShingleList(), scratch = Scratch(), set = ShingleSet()
    for text in [left, right] { list.append(text, by: shingler, scratch: &scratch) }
    list.withShingles(of: 0) { set.fill($0) }
    return list.withShingles(of: 1) { set.overlap(with: $0, least: 0) } ?? 0
  }
}
