// Which calls may be in the store. Most requests are new: asking SQLite for what is not there, after every commit with an
// empty cache of pages, would cost a call several times what it costs to know better.

internal import SparCore
internal import Synchronization

/// A filter of keys in one megabyte: what it does not know is not in the store; what it knows may be.
///
/// One word for each key, and four bits in it (F. Putze, P. Sanders, J. Singler, "Cache-, Hash- and Space-Efficient Bloom
/// Filters", 2007). Of keys it was never told it takes 1 in 50 for known after a million calls, and half after four.
final class KnownCalls: Sendable {
  /// Reading so many keys when a database is opened takes some 20 ms.
  static let mostAtOpening = 100_000

  private static let indexBits: UInt64 = 17
  private let words = Mutex([UInt64](repeating: 0, count: 1 << indexBits))

  /// `nil` for a database with so many calls that reading their keys would take too long.
  static func all(in connection: Connection) throws -> KnownCalls? {
    let count = try connection.first("SELECT coalesce(max(id), 0) FROM call") { $0.int() } ?? 0
    guard count <= mostAtOpening else { return nil }
    let calls = KnownCalls()
    _ = try connection.all("SELECT key FROM call_key") { calls.insert(try $0.key()) }
    _ = try connection.all("SELECT keys FROM call_key_fresh") { for key in try $0.keys() { calls.insert(key) } }
    return calls
  }

  func insert(_ key: ContentKey) {
    words.withLock { $0[Self.index(key)] |= Self.bits(key) }
  }

  func mayHold(_ key: ContentKey) -> Bool {
    let bits = Self.bits(key)
    return words.withLock { $0[Self.index(key)] & bits == bits }
  }

  private static func index(_ key: ContentKey) -> Int { Int(key.seed >> (64 - indexBits)) }

  private static func bits(_ key: ContentKey) -> UInt64 {
    let seed = key.seed
    return 1 << (seed & 63) | 1 << (seed >> 6 & 63) | 1 << (seed >> 12 & 63) | 1 << (seed >> 18 & 63)
  }
}
