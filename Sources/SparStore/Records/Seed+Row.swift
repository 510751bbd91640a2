// The row of a seed.

package import SparCore

extension Seed: StorableRecord {
  package static let layout = RecordLayout(
    .seed,
    columns: [
      "type", "text", "origin", "language", "title", "chunk", "licence", "document", "start_byte", "end_byte",
      "reader",
    ])

  package func write(to row: inout RowWriter) {
    row.add(type)
    row.add(text)
    row.add(origin)
    row.add(language)
    row.add(title)
    row.add(chunk)
    row.add(licence)
    row.add(document)
    row.add(start)
    row.add(end)
    row.add(reader)
  }

  package init(from row: inout RowReader) throws {
    self.init(
      type: row.text(), text: row.text(), origin: row.text(), language: row.optionalText(), title: row.optionalText(),
      chunk: row.int(), licence: row.optionalText(), document: try row.optionalKey(),
      start: row.optionalInteger().map(Int.init), end: row.optionalInteger().map(Int.init),
      reader: try row.optionalKey())
  }
}
