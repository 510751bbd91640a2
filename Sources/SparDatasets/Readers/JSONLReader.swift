// JSON Lines: each row a document, read row by row.

internal import SparCore

struct JSONLReader: DocumentReader {
  let name = "jsonl"
  let extensions: Set<String> = ["jsonl", "ndjson"]

  func open(_ file: SeedFile, options: SeedOptions) throws(Skip) -> any DocumentStream {
    RowStream(lines: LineStream(try file.stream(), limit: options.largestFile), field: options.field)
  }
}

private struct RowStream: DocumentStream {
  var lines: LineStream
  /// The member that holds the text; `nil` tries the usual ones.
  let field: String?
  private(set) var tally = ReadTally()
  private var line = 0
  private var documents = 0

  static let usualFields = ["text", "content", "body"]

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
    if documents == 0 { throw nothing() }
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

  private func nothing() -> Skip {
    guard let first = tally.badRows.first else { return Skip(.empty) }
    return Skip(.noRows, "\(tally.badRowCount) bad, the first in line \(first.line): \(first.reason)")
  }

  private mutating func decoded(_ row: ArraySlice<UInt8>) -> [UInt8] {
    // Only a file's first line can have a mark, and few rows are not UTF-8.
    if line > 1, DecodedText.isUTF8(row) { return Array(row) }
    let text = DecodedText(Array(row))
    tally.replacedCharacters += text.replaced
    tally.isConverted = tally.isConverted || text.isConverted
    return text.bytes
  }

  private func document(of row: [UInt8]) throws(BadRow) -> Document {
    let json: JSON
    do { json = try JSON(parsing: row) } catch { throw BadRow(reason: error.description) }
    let text = DecodedText.cleaned(Array(try text(of: json).utf8))
    if text.allSatisfy(\.isSpace) { throw BadRow(reason: "the text is empty") }
    return Document(text: text, title: json["title"]?.string, line: line)
  }

  private func text(of row: JSON) throws(BadRow) -> String {
    if let text = row.string, field == nil { return text }
    guard let object = row.object else { throw BadRow(reason: "the row is no object") }
    let names = field.map { [$0] } ?? Self.usualFields
    guard let value = names.lazy.compactMap({ object[$0] }).first else {
      throw BadRow(reason: "no field \(names.joined(separator: ", ")), only \(object.keys.joined(separator: ", "))")
    }
    guard let text = value.string else { throw BadRow(reason: "the field holds no text") }
    return text
  }

  private struct BadRow: Error {
    let reason: String
  }
}
