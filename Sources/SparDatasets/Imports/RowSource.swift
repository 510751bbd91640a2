// The rows of a JSONL, JSON or CSV file, one at a time, each with its line.

internal import SparCore

/// A row before anybody has asked what it says.
struct RawRow {
  /// From 1.
  let line: Int
  let content: Result<JSONObject, ImportRowError>
}

protocol RowSource {
  /// The next row; `nil` after the last.
  mutating func next() throws(Skip) -> RawRow?
}

enum RowSourceList {
  /// By the end of the file's name; where that is unknown, by its first character.
  static func source(of file: SeedFile, limit: Int) throws(Skip) -> any RowSource {
    let stream = TextStream(try file.stream(), limit: limit)
    switch file.fileExtension {
    case "jsonl", "ndjson": return JSONLRows(stream, limit: limit)
    case "json": return JSONRows(stream, limit: limit)
    case "csv": return try CSVRows(stream, separator: nil, limit: limit)
    case "tsv", "tab": return try CSVRows(stream, separator: 0x09, limit: limit)
    default: return try sniffed(stream, limit: limit)
    }
  }

  private static func sniffed(_ stream: any ByteStream, limit: Int) throws(Skip) -> any RowSource {
    let first = try stream.next()
    let whole = PeekedStream(first, before: stream)
    switch first.first(where: { !$0.isSpace }) {
    case UInt8(ascii: "["): return JSONRows(whole, limit: limit)
    case UInt8(ascii: "{"): return JSONLRows(whole, limit: limit)
    case nil: throw Skip(.empty)
    default: return try CSVRows(whole, separator: nil, limit: limit)
    }
  }
}

/// A value on each line; lines end at \n and nowhere else.
struct JSONLRows: RowSource {
  private var lines: LineStream
  private var line = 0

  init(_ stream: any ByteStream, limit: Int) { lines = LineStream(stream, limit: limit) }

  mutating func next() throws(Skip) -> RawRow? {
    while let bytes = try lines.next() {
      line += 1
      if !bytes.allSatisfy(\.isSpace) { return RawRow(line: line, content: JSONRow.object(Array(bytes))) }
    }
    return nil
  }
}

/// The elements of an array, or values one behind the other.
struct JSONRows: RowSource {
  private var elements: JSONElements

  init(_ stream: any ByteStream, limit: Int) { elements = JSONElements(stream, limit: limit) }

  mutating func next() throws(Skip) -> RawRow? {
    guard let element = try elements.next() else { return nil }
    return RawRow(line: element.line, content: JSONRow.object(element.bytes))
  }
}

/// A table with a head; its cells are texts, and an empty one says nothing.
struct CSVRows: RowSource {
  private var records: CSVRecords
  private let names: [String]

  init(_ stream: any ByteStream, separator: UInt8?, limit: Int) throws(Skip) {
    records = CSVRecords(stream, separator: separator, limit: limit)
    guard let head = try records.next() else { throw Skip(.empty) }
    if head.raw.contains(0) { throw Skip(.binary, "it holds a NUL byte") }
    names = head.cells.map { String(utf8: DecodedText($0).bytes.trimmingSpace) }
  }

  mutating func next() throws(Skip) -> RawRow? {
    while let record = try records.next() {
      if !record.isBlank { return RawRow(line: record.line, content: object(record)) }
    }
    return nil
  }

  private func object(_ record: CSVRecord) -> Result<JSONObject, ImportRowError> {
    guard record.cells.count == names.count else {
      return .failure(ImportRowError(reason: "\(record.cells.count) cells under a head of \(names.count)"))
    }
    let cells = record.cells.map { JSON.string(String(utf8: DecodedText.isUTF8($0[...]) ? $0 : DecodedText($0).bytes)) }
    return .success(JSONObject(Array(zip(names, cells))))
  }
}

enum JSONRow {
  static func object(_ bytes: [UInt8]) -> Result<JSONObject, ImportRowError> {
    do {
      guard let object = try JSON(parsing: bytes).object else {
        return .failure(ImportRowError(reason: "the row is no object"))
      }
      return .success(object)
    } catch {
      let token = bareNumber(in: bytes).map { "\($0) is no number of JSON" }
      return .failure(ImportRowError(reason: token ?? "not JSON: \(error.description)"))
    }
  }

  /// NaN and its like outside of texts, which some writers take for JSON.
  private static func bareNumber(in bytes: [UInt8]) -> String? {
    var isText = false, index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") { isText.toggle() }
      if isText, byte == UInt8(ascii: "\\") { index += 1 }
      if !isText, let found = tokens.first(where: { bytes[index...].starts(with: $0.utf8) }) { return found }
      index += 1
    }
    return nil
  }

  private static let tokens = ["NaN", "-Infinity", "Infinity"]
}
