// CSV and TSV: a column of texts, each a document; without one, tables with their head. Read row by row.

internal import SparCore

struct CSVReader: DocumentReader {
  let name = "csv"
  let extensions: Set<String> = ["csv", "tsv", "tab"]

  func open(_ file: SeedFile, options: SeedOptions) throws(Skip) -> any DocumentStream {
    let isTabbed = file.fileExtension != "csv"
    var records = CSVRecords(
      try TextStream(file.stream(), limit: options.largestFile), separator: isTabbed ? 0x09 : nil,
      limit: options.largestFile)
    guard let head = try records.next() else { throw Skip(.empty) }
    if head.raw.contains(0) { throw Skip(.binary, "it holds a NUL byte") }
    let names = head.cells.map { String(utf8: DecodedText($0).bytes.trimmingSpace) }
    guard let column = try column(of: names, options.field) else {
      return TableStream(records: records, head: head)
    }
    return ColumnStream(records: records, names: names, column: column)
  }

  /// The column that holds the text; `nil` for a table that has none.
  private func column(of names: [String], _ field: String?) throws(Skip) -> Int? {
    guard let field else {
      let found = RowDocument.usualFields.lazy.compactMap { name in
        names.firstIndex { $0.lowercased() == name }
      }
      return found.first
    }
    if let column = names.firstIndex(of: field) { return column }
    throw Skip(.noRows, "no column \(field), only \(names.joined(separator: ", "))")
  }
}

/// The texts of one column.
private struct ColumnStream: DocumentStream {
  var records: CSVRecords
  let names: [String]
  let column: Int
  private(set) var tally = ReadTally()
  private var documents = 0

  init(records: CSVRecords, names: [String], column: Int) {
    (self.records, self.names, self.column) = (records, names, column)
  }

  mutating func next() throws(Skip) -> Document? {
    while let record = try records.next() {
      if record.isBlank { continue }
      do {
        let document = try RowDocument.document(
          of: row(record), field: names[column], line: record.line)
        documents += 1
        return document
      } catch {
        tally.addBadRow(line: record.line, reason: error.reason)
      }
    }
    if documents == 0 { throw tally.noRows }
    return nil
  }

  private mutating func row(_ record: CSVRecord) throws(RowDocument.BadRow) -> JSON {
    guard record.cells.count > column else {
      throw RowDocument.BadRow(
        reason: "\(record.cells.count) cells, and the text is in cell \(column + 1)")
    }
    var members: [(String, JSON)] = []
    for (name, cell) in zip(names, record.cells) { members.append((name, .string(decoded(cell)))) }
    return .object(JSONObject(members))
  }

  private mutating func decoded(_ cell: [UInt8]) -> String {
    if DecodedText.isUTF8(cell[...]) { return String(utf8: cell) }
    let text = DecodedText(cell)
    tally.add(text)
    return String(utf8: text.bytes)
  }
}

/// The table itself; a large one in parts, each of them a document that begins with the head.
private struct TableStream: DocumentStream {
  var records: CSVRecords
  let head: CSVRecord
  private(set) var tally = ReadTally()
  private var parts = 0

  /// What a part may hold, in bytes.
  private static let partSize = 4 << 20

  init(records: CSVRecords, head: CSVRecord) { (self.records, self.head) = (records, head) }

  mutating func next() throws(Skip) -> Document? {
    var raw = head.raw + [0x0A]
    var line: Int?
    while raw.count < Self.partSize, let record = try records.next() {
      if record.isBlank { continue }
      line = line ?? record.line
      raw += record.raw + [0x0A]
    }
    guard let line else {
      // A head without rows is a line of text.
      if parts == 0 { throw Skip(.noRows, "a table without rows") }
      return nil
    }
    parts += 1
    let text = DecodedText(raw)
    tally.add(text)
    let size = RowScanner.headSize(of: text.bytes)
    return Document(
      type: "table", text: text.bytes, layout: .rows(head: size), line: parts == 1 ? nil : line)
  }
}
