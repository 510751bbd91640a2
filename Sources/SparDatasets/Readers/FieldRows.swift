// One field of a JSON Lines file, row by row: the items of a benchmark. Where a row has none, that is an error with its
// number: what is to be kept out of training must not be read in part.

internal import SparCore

package struct FieldRows {
  package struct Row: Sendable, Equatable {
    /// The line in its file, from 1.
    package let number: Int
    /// The field's text, or its texts where it is a list (the turns of a dialogue).
    package let texts: [String]
  }

  private let path: String
  private let field: String
  private var lines: LineStream
  private var number = 0

  /// - Parameter path: may be compressed.
  /// - Throws: `dataset.rows_invalid` where it cannot be read.
  package init(path: String, field: String) throws(DatasetError) {
    self.path = path
    self.field = field
    do { lines = LineStream(try SeedFile(path: path).stream(), limit: 1 << 28) } catch {
      throw .badRows(path: path, line: nil, reason: error.text)
    }
  }

  /// The next row; `nil` after the last. Blank lines are passed over.
  /// - Throws: `dataset.rows_invalid`.
  package mutating func next() throws(DatasetError) -> Row? {
    while let line = try nextLine() {
      number += 1
      if line.allSatisfy(\.isSpace) { continue }
      return Row(number: number, texts: try texts(of: DecodedText(Array(line)).bytes))
    }
    return nil
  }

  private mutating func nextLine() throws(DatasetError) -> ArraySlice<UInt8>? {
    do { return try lines.next() } catch { throw .badRows(path: path, line: number + 1, reason: error.text) }
  }

  private func texts(of line: [UInt8]) throws(DatasetError) -> [String] {
    let row: JSON
    do { row = try JSON(parsing: line) } catch { throw bad("it is no JSON: \(error.description)") }
    guard let value = row[field] else {
      let fields = row.object?.keys.joined(separator: ", ") ?? "no object"
      throw bad("there is no field \"\(field)\", only \(fields)")
    }
    if let text = value.string { return [text] }
    let texts = (value.array ?? []).compactMap(\.string)
    guard !texts.isEmpty, texts.count == value.array?.count else {
      throw bad("the field \"\(field)\" holds neither a text nor a list of texts")
    }
    return texts
  }

  private func bad(_ reason: String) -> DatasetError { .badRows(path: path, line: number, reason: reason) }
}

extension Skip {
  fileprivate var text: String { detail.isEmpty ? reason.rawValue : detail }
}
