// A file that is one JSON value: rows, an API description, a table of records, or data like source code.

internal import SparCore

struct JSONReader: DocumentReader {
  let name = "json"
  let extensions: Set<String> = ["json", "geojson", "jsonld"]

  func open(_ file: SeedFile, options: SeedOptions) throws(Skip) -> any DocumentStream {
    var (text, tally) = try DecodedText.read(file.stream(), options: options)
    let json: JSON
    do { json = try JSON(parsing: text) } catch { throw Skip(.damaged, "not JSON: \(error.description)") }
    let documents = try documents(of: json, text: text, field: options.field, tally: &tally)
    return DocumentList(documents, tally: tally)
  }

  private func documents(
    of json: JSON, text: [UInt8], field: String?, tally: inout ReadTally
  ) throws(Skip) -> [Document] {
    if field == nil, let api = APIDescription(json) { return [api.document(text)] }
    let rows = json.array ?? [json]
    var documents: [Document] = []
    for (index, row) in rows.enumerated() {
      do {
        documents.append(try RowDocument.document(of: row, field: field, line: json.array == nil ? nil : index + 1))
      } catch {
        tally.addBadRow(line: index + 1, reason: error.reason)
      }
    }
    if !documents.isEmpty { return documents }
    guard field == nil else { throw tally.noRows }
    // Nothing was looked for by name, so nothing is bad: it is a file of data.
    tally.forgetBadRows()
    return [records(json) ?? Document(type: "code", text: text, language: "json")]
  }

  /// An array of objects as a table: a line for each.
  private func records(_ json: JSON) -> Document? {
    guard let rows = json.array, rows.count > 1, rows.allSatisfy({ $0.object != nil }) else { return nil }
    let text = Array(rows.map(\.text).joined(separator: "\n").utf8)
    return Document(type: "table", text: text, language: "json", layout: .rows(head: 0))
  }
}
