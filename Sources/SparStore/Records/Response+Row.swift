// The row of a response.

package import SparCore

extension Response: StorableRecord {
  package static let layout = RecordLayout(
    .response,
    columns: ["instruction_id", "model", "text", "ordinal", "turns", "parent_id"],
    parents: [
      ParentColumn("instruction", "instruction_id", .instruction), ParentColumn("parent", "parent_id", .response),
    ],
    models: ["model"])

  package func write(to row: inout RowWriter) throws {
    try row.add(instruction, .instruction)
    row.add(model)
    row.add(text)
    row.add(ordinal)
    row.add(list: turns)
    try row.add(parent, .response)
  }

  package init(from row: inout RowReader) throws {
    self.init(
      instruction: row.id(.instruction), model: row.text(), text: row.text(), ordinal: row.int(),
      turns: try row.list(), parent: row.optionalID(.response))
  }
}
