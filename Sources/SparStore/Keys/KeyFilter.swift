// Which keys may be settled. Most are new: asking SQLite for what is not there, after every commit with an empty cache of
// pages, would cost a call several times what it costs to know better.

internal import SparCore

/// A filter of keys in one megabyte: what it does not know is not there; what it knows may be.
///
/// One word for each key, and four bits in it (F. Putze, P. Sanders, J. Singler, "Cache-, Hash- and Space-Efficient Bloom
/// Filters", 2007). Of keys it was never told it takes 1 in 50 for known after a million, and half after four.
struct KeyFilter: Sendable {
  /// Reading so many keys when a database is opened takes some 20 ms.
  static let mostAtOpening = 100_000

  private static let indexBits: UInt64 = 17
  private var words = [UInt64](repeating: 0, count: 1 << indexBits)

  init(_ keys: some Sequence<ContentKey> = []) { for key in keys { insert(key) } }

  mutating func insert(_ key: ContentKey) { words[Self.index(key)] |= Self.bits(key) }

  func mayHold(_ key: ContentKey) -> Bool {
    let bits = Self.bits(key)
    return words[Self.index(key)] & bits == bits
  }

  private static func index(_ key: ContentKey) -> Int { Int(key.seed >> (64 - indexBits)) }

  private static func bits(_ key: ContentKey) -> UInt64 {
    let seed = key.seed
    return 1 << (seed & 63) | 1 << (seed >> 6 & 63) | 1 << (seed >> 12 & 63) | 1 << (seed >> 18 & 63)
  }
}
