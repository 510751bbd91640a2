// The row of a seed.

package import SparCore

extension Seed: StorableRecord {
  package static let layout = RecordLayout(
    .seed, columns: ["type", "text", "origin", "language", "title", "chunk"])

  package func write(to row: inout RowWriter) {
    row.add(type)
    row.add(text)
    row.add(origin)
    row.add(language)
    row.add(title)
    row.add(chunk)
  }

  package init(from row: inout RowReader) {
    self.init(
      type: row.text(), text: row.text(), origin: row.text(), language: row.optionalText(), title: row.optionalText(),
      chunk: row.int())
  }
}
