// The shingles of some texts in one piece of memory, those of each text once.

struct ShingleList {
  private var hashes: [UInt64] = []
  private var ends: [Int] = []

  var count: Int { ends.count }

  /// Makes room for texts of so many bytes together, as English has words: other texts make it grow.
  mutating func reserve(bytes: Int) { hashes.reserveCapacity(bytes / 6) }

  mutating func append(_ text: String, by shingler: Shingler, scratch: inout Shingler.Scratch) {
    let start = hashes.count
    shingler.append(text, to: &hashes, scratch: &scratch)
    let different = hashes.withUnsafeMutableBufferPointer {
      scratch.seen.fill(moving: UnsafeMutableBufferPointer(rebasing: $0[start...]))
    }
    hashes.removeLast(hashes.count - start - different)
    ends.append(hashes.count)
  }

  mutating func append(_ entry: Int, of other: ShingleList) {
    other.withShingles(of: entry) { hashes.append(contentsOf: $0) }
    ends.append(hashes.count)
  }

  @inline(__always)
  func withShingles<Value>(of entry: Int, _ body: (UnsafeBufferPointer<UInt64>) -> Value) -> Value {
    let start = entry == 0 ? 0 : ends[entry - 1]
    return hashes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<ends[entry]])) }
  }
}
