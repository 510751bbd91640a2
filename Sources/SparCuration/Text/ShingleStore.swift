// The shingles of many texts in one piece of memory. An entry is sorted when it is first compared: most never are.

struct ShingleStore {
  private var hashes: [UInt64] = []
  private var starts: [Int] = []
  private var ends: [Int] = []
  private var isSorted: [Bool] = []

  var count: Int { starts.count }

  mutating func append(_ text: String, by shingler: Shingler, scratch: inout [UInt64]) {
    starts.append(hashes.count)
    shingler.append(text, to: &hashes, scratch: &scratch)
    ends.append(hashes.count)
    isSorted.append(false)
  }

  mutating func append(_ entry: Int, of other: ShingleStore) {
    starts.append(hashes.count)
    hashes.append(contentsOf: other.hashes[other.starts[entry]..<other.ends[entry]])
    ends.append(hashes.count)
    isSorted.append(other.isSorted[entry])
  }

  mutating func append(allOf other: ShingleStore) {
    let shift = hashes.count
    hashes.append(contentsOf: other.hashes)
    starts.append(contentsOf: other.starts.map { $0 + shift })
    ends.append(contentsOf: other.ends.map { $0 + shift })
    isSorted.append(contentsOf: other.isSorted)
  }

  func withHashes<Value>(of entry: Int, _ body: (UnsafeBufferPointer<UInt64>) -> Value) -> Value {
    hashes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[starts[entry]..<ends[entry]])) }
  }

  /// Sorts these entries and drops their repetitions, on all cores.
  mutating func sort(_ entries: [Int]) {
    let unsorted = Set(entries.filter { !isSorted[$0] }).sorted()
    guard !unsorted.isEmpty else { return }
    let starts = starts, ends = ends
    let counts = hashes.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let buffer = buffer
      return Cores.mapParts(of: unsorted.count, size: 256) { part in
        part.map {
          Self.sortDistinct(UnsafeMutableBufferPointer(rebasing: buffer[starts[unsorted[$0]]..<ends[unsorted[$0]]]))
        }
      }
    }
    for (entry, count) in zip(unsorted, counts.joined()) {
      self.ends[entry] = starts[entry] + count
      isSorted[entry] = true
    }
  }

  /// - Returns: how many are distinct; they stand first.
  private static func sortDistinct(_ hashes: UnsafeMutableBufferPointer<UInt64>) -> Int {
    var hashes = hashes
    hashes.sort()
    var count = 0
    for index in hashes.indices where index == 0 || hashes[index] != hashes[count - 1] {
      hashes[count] = hashes[index]
      count += 1
    }
    return count
  }

  /// Shared shingles over all shingles. Both entries must have been sorted.
  func overlap(_ entry: Int, with other: ShingleStore, _ otherEntry: Int) -> Double {
    withHashes(of: entry) { left in
      other.withHashes(of: otherEntry) { right in
        let shared = Self.shared(left, right)
        return Double(shared) / Double(left.count + right.count - shared)
      }
    }
  }

  private static func shared(_ left: UnsafeBufferPointer<UInt64>, _ right: UnsafeBufferPointer<UInt64>) -> Int {
    var shared = 0, i = 0, j = 0
    while i < left.count, j < right.count {
      if left[i] == right[j] {
        shared += 1
        i += 1
        j += 1
      } else if left[i] < right[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return shared
  }
}
