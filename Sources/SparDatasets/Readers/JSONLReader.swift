// JSON Lines: each row a document, read row by row.

internal import SparCore

struct JSONLReader: DocumentReader {
  let name = "jsonl"
  let extensions: Set<String> = ["jsonl", "ndjson"]

  func open(_ file: SeedFile, options: SeedOptions) throws(Skip) -> any DocumentStream {
    Self.documents(of: try file.stream(), options: options)
  }

  static func documents(of stream: any ByteStream, options: SeedOptions) -> any DocumentStream {
    RowStream(lines: LineStream(stream, limit: options.largestFile), field: options.field)
  }
}

private struct RowStream: DocumentStream {
  var lines: LineStream
  let field: String?
  private(set) var tally = ReadTally()
  private var line = 0
  private var documents = 0

  init(lines: LineStream, field: String?) {
    self.lines = lines
    self.field = field
  }

  mutating func next() throws(Skip) -> Document? {
    while let row = try nextLine() {
      line += 1
      if row.allSatisfy(\.isSpace) { continue }
      do {
        let document = try document(of: decoded(row))
        documents += 1
        return document
      } catch {
        tally.addBadRow(line: line, reason: error.reason)
      }
    }
    if documents == 0 { throw tally.noRows }
    return nil
  }

  /// What breaks in the middle of a file leaves the rows before it; the place is kept.
  private mutating func nextLine() throws(Skip) -> ArraySlice<UInt8>? {
    do {
      return try lines.next()
    } catch {
      throw Skip(error.reason, line == 0 ? error.detail : "\(error.detail), after line \(line)")
    }
  }

  private mutating func decoded(_ row: ArraySlice<UInt8>) -> [UInt8] {
    // Only a file's first line can have a mark, and few rows are not UTF-8.
    if line > 1, DecodedText.isUTF8(row) { return Array(row) }
    let text = DecodedText(Array(row))
    tally.add(text)
    return text.bytes
  }

  private func document(of row: [UInt8]) throws(RowDocument.BadRow) -> Document {
    let json: JSON
    do { json = try JSON(parsing: row) } catch { throw RowDocument.BadRow(reason: error.description) }
    return try RowDocument.document(of: json, field: field, line: line)
  }
}
