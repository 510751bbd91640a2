// A row of JSON or of a table as a document: which members hold its text, its title and its licence.

internal import SparCore

enum RowDocument {
  /// Where the text is looked for unless a field is named.
  static let usualFields = ["text", "content", "body"]
  private static let licences = ["license", "licence", "max_stars_repo_licenses", "licenses"]

  struct BadRow: Error {
    let reason: String
  }

  /// - Parameters:
  ///   - field: the member that holds the text; `nil` tries the usual ones.
  ///   - line: of the row in its file, from 1.
  static func document(of row: JSON, field: String?, line: Int?) throws(BadRow) -> Document {
    let text = DecodedText.cleaned(Array(try text(of: row, field: field).utf8))
    if text.allSatisfy(\.isSpace) { throw BadRow(reason: "the text is empty") }
    var document = Document(text: text, title: row["title"]?.string, licence: licence(of: row), line: line)
    if let language = language(of: row) { (document.type, document.language) = ("code", language) }
    return document
  }

  private static func text(of row: JSON, field: String?) throws(BadRow) -> String {
    if let text = row.string, field == nil { return text }
    guard let object = row.object else { throw BadRow(reason: "the row is no object") }
    let names = field.map { [$0] } ?? usualFields
    guard let value = names.lazy.compactMap({ object[$0] }).first else {
      throw BadRow(reason: "no field \(names.joined(separator: ", ")), only \(object.keys.joined(separator: ", "))")
    }
    guard let text = value.string else { throw BadRow(reason: "the field holds no text") }
    return text
  }

  private static func licence(of row: JSON) -> String? {
    for value in licences.lazy.compactMap({ row[$0] }) {
      if let text = value.string, !text.isEmpty { return text }
      let names = (value.array ?? []).compactMap(\.string)
      if !names.isEmpty { return names.joined(separator: ", ") }
    }
    return nil
  }

  /// The programming language, where the row names one; of rows of prose the member is a natural language.
  private static func language(of row: JSON) -> String? {
    guard let name = (row["language"] ?? row["lang"])?.string else { return nil }
    return CodeReader.language(named: name)
  }
}
