// Binds the values of one row to a prepared statement, in the order of its parameters.

internal import GRDBSQLite
package import SparCore

/// The parameters of a statement, filled from the first on.
///
/// Text is bound with its length: a NUL inside a reply must not cut it short.
package struct RowWriter: ~Copyable {
  private let statement: OpaquePointer
  private var index: Int32 = 0

  init(_ statement: OpaquePointer) { self.statement = statement }

  package mutating func add(_ value: String?) {
    guard var value else { return addNull() }
    index += 1
    value.withUTF8 { utf8 in
      _ = utf8.withMemoryRebound(to: CChar.self) {
        sqlite3_bind_text64(
          statement, index, $0.baseAddress ?? Self.empty, UInt64($0.count), Self.copied, UInt8(SQLITE_UTF8))
      }
    }
  }

  package mutating func add(_ value: Int64?) {
    guard let value else { return addNull() }
    index += 1
    sqlite3_bind_int64(statement, index, value)
  }

  package mutating func add(_ value: Double?) {
    guard let value else { return addNull() }
    index += 1
    sqlite3_bind_double(statement, index, value)
  }

  package mutating func add(_ value: Int?) { add(value.map { Int64($0) }) }
  package mutating func add(_ value: Bool) { add(value ? 1 : 0 as Int64) }
  package mutating func add(_ value: JSON) { add(value.text) }
  package mutating func add<Word: RawRepresentable<String>>(_ value: Word?) { add(value?.rawValue) }

  /// A list of texts, as JSON; nothing where it is empty.
  package mutating func add(list: [String]) {
    guard !list.isEmpty else { return addNull() }
    add(JSON.array(list.map { .string($0) }))
  }

  package mutating func add(_ key: ContentKey?) {
    guard let key else { return addNull() }
    index += 1
    key.withBytes { bytes in
      _ = sqlite3_bind_blob(statement, index, bytes.baseAddress, Int32(bytes.count), Self.copied)
    }
  }

  package mutating func add(bytes: [UInt8]) {
    index += 1
    bytes.withUnsafeBytes { bytes in
      // No bytes have no address, which SQLite would take for NULL.
      let start = bytes.baseAddress ?? UnsafeRawPointer(Self.empty)
      _ = sqlite3_bind_blob(statement, index, start, Int32(bytes.count), Self.copied)
    }
  }

  /// Numbers of four bytes each, little-endian.
  package mutating func add(_ vector: [Float]) {
    index += 1
    vector.map(\.bitPattern.littleEndian).withUnsafeBytes { bytes in
      _ = sqlite3_bind_blob(statement, index, bytes.baseAddress, Int32(bytes.count), Self.copied)
    }
  }

  /// A reference to a record of `kind`.
  ///
  /// - Throws: `store.unknown_record` for a record of another kind, whose number would name a stranger.
  package mutating func add(_ id: RecordID?, _ kind: RecordKind) throws(StoreError) {
    guard let id else { return addNull() }
    guard id.kind == kind else {
      throw StoreError(.unknownRecord, "\(id) is not of the kind \(kind.rawValue).")
    }
    add(id.number)
  }

  private mutating func addNull() {
    index += 1
    sqlite3_bind_null(statement, index)
  }

  /// Tells SQLite to copy what is bound before the call returns.
  private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
  /// An empty string's buffer may have no address, which SQLite would take for NULL.
  private static var empty: UnsafePointer<CChar> { UnsafePointer(bitPattern: 1)! }
}
