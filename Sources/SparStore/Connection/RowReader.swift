// Reads the columns of one row, from the first on.

internal import GRDBSQLite
package import SparCore

/// The columns of the row a statement stands on.
package struct RowReader: ~Copyable {
  private let statement: OpaquePointer
  private var index: Int32 = 0

  init(_ statement: OpaquePointer) { self.statement = statement }

  package mutating func text() -> String { optionalText() ?? "" }

  package mutating func optionalText() -> String? {
    defer { index += 1 }
    guard let start = sqlite3_column_text(statement, index) else { return nil }
    let count = Int(sqlite3_column_bytes(statement, index))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  package mutating func integer() -> Int64 {
    defer { index += 1 }
    return sqlite3_column_int64(statement, index)
  }

  package mutating func optionalInteger() -> Int64? {
    guard sqlite3_column_type(statement, index) != SQLITE_NULL else { return skip() }
    return integer()
  }

  package mutating func double() -> Double {
    defer { index += 1 }
    return sqlite3_column_double(statement, index)
  }

  package mutating func optionalDouble() -> Double? {
    guard sqlite3_column_type(statement, index) != SQLITE_NULL else { return skip() }
    return double()
  }

  package mutating func int() -> Int { Int(integer()) }
  package mutating func bool() -> Bool { integer() != 0 }

  package mutating func id(_ kind: RecordKind) -> RecordID { RecordID(kind, integer()) }
  package mutating func optionalID(_ kind: RecordKind) -> RecordID? { optionalInteger().map { RecordID(kind, $0) } }

  package mutating func key() throws(StoreError) -> ContentKey {
    guard let key = try optionalKey() else { throw damaged("a key is missing") }
    return key
  }

  package mutating func optionalKey() throws(StoreError) -> ContentKey? {
    defer { index += 1 }
    guard let start = sqlite3_column_blob(statement, index) else { return nil }
    let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))
    guard let key = ContentKey(digest: bytes) else { throw damaged("a key has \(bytes.count) bytes instead of 32") }
    return key
  }

  /// One after the other.
  package mutating func keys() throws(StoreError) -> [ContentKey] {
    defer { index += 1 }
    let bytes = UnsafeRawBufferPointer(
      start: sqlite3_column_blob(statement, index), count: Int(sqlite3_column_bytes(statement, index)))
    let keys = stride(from: 0, to: bytes.count, by: 32).compactMap { start in
      ContentKey(digest: UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + 32, bytes.count)]))
    }
    guard keys.count * 32 == bytes.count else { throw damaged("keys have \(bytes.count) bytes") }
    return keys
  }

  /// Numbers of four bytes each, little-endian.
  package mutating func floats() throws(StoreError) -> [Float] {
    defer { index += 1 }
    let count = Int(sqlite3_column_bytes(statement, index))
    guard count % 4 == 0, let start = sqlite3_column_blob(statement, index) else {
      throw damaged("a vector has \(count) bytes")
    }
    return stride(from: 0, to: count, by: 4).map { offset in
      Float(bitPattern: UInt32(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
  }

  /// One of the words of an enumeration.
  package mutating func word<Word: RawRepresentable<String>>(_ type: Word.Type = Word.self) throws(StoreError) -> Word {
    let text = text()
    guard let word = Word(rawValue: text) else { throw damaged("'\(text)' is no \(Word.self)") }
    return word
  }

  package mutating func optionalWord<Word: RawRepresentable<String>>(
    _ type: Word.Type = Word.self
  ) throws(StoreError) -> Word? {
    guard sqlite3_column_type(statement, index) != SQLITE_NULL else { return skip() }
    return try word(type)
  }

  /// `nil` for NULL.
  package mutating func optionalJSON() throws(StoreError) -> JSON? {
    guard sqlite3_column_type(statement, index) != SQLITE_NULL else { return skip() }
    return try json()
  }

  package mutating func json() throws(StoreError) -> JSON {
    let text = text()
    do { return try JSON(parsing: text) } catch { throw damaged("a column that should hold JSON does not (\(error))") }
  }

  /// A list of texts; empty where there is none.
  package mutating func list() throws(StoreError) -> [String] {
    guard let json = try optionalJSON() else { return [] }
    return json.array?.compactMap(\.string) ?? []
  }

  private mutating func skip<Value>() -> Value? {
    index += 1
    return nil
  }

  private func damaged(_ what: String) -> StoreError {
    let path = sqlite3_db_filename(sqlite3_db_handle(statement), "main").map { String(cString: $0) } ?? ""
    return .corrupt(path, what)
  }
}
