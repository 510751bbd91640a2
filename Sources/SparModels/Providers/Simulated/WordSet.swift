// A set of word hashes. They are good hashes already, so it looks them up as they are, without hashing again.

/// Open addressing with linear probing; the hash 0 marks a free slot.
struct WordSet: Sendable {
  private var slots: [UInt64]
  private(set) var count = 0

  init(_ hashes: some Sequence<UInt64> = []) {
    slots = Array(repeating: 0, count: 32)
    for hash in hashes { insert(hash) }
  }

  @inline(__always)
  func contains(_ hash: UInt64) -> Bool {
    let mask = slots.count - 1
    var index = Self.start(hash) & mask
    while slots[index] != 0 {
      if slots[index] == hash { return true }
      index = (index + 1) & mask
    }
    return false
  }

  /// Whether it was not in the set yet.
  @discardableResult
  mutating func insert(_ hash: UInt64) -> Bool {
    if count * 2 >= slots.count { grow() }
    let mask = slots.count - 1
    var index = Self.start(hash) & mask
    while slots[index] != 0 {
      if slots[index] == hash { return false }
      index = (index + 1) & mask
    }
    slots[index] = hash
    count += 1
    return true
  }

  mutating func formUnion(_ other: WordSet) {
    for hash in other.slots where hash != 0 { insert(hash) }
  }

  /// How many of its words `other` holds too.
  func count(in other: WordSet) -> Int { slots.count { $0 != 0 && other.contains($0) } }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    count = 0
    for hash in old where hash != 0 { insert(hash) }
  }

  /// The high bits of FNV are mixed better than the low ones.
  @inline(__always)
  private static func start(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash ^ hash >> 32) }
}
