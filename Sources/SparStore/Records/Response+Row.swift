// The row of a response.

package import SparCore

extension Response: StorableRecord {
  package static let layout = RecordLayout(
    .response,
    columns: ["instruction_id", "model", "text", "ordinal"],
    parents: [ParentColumn("instruction", "instruction_id", .instruction)],
    models: ["model"])

  package func write(to row: inout RowWriter) throws {
    try row.add(instruction, .instruction)
    row.add(model)
    row.add(text)
    row.add(ordinal)
  }

  package init(from row: inout RowReader) {
    self.init(instruction: row.id(.instruction), model: row.text(), text: row.text(), ordinal: row.int())
  }
}
