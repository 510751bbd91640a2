// The row of a suggestion.

package import SparCore

extension Suggestion: StorableRecord {
  package static let layout = RecordLayout(
    .suggestion,
    columns: ["instruction_id", "goal", "text"],
    parents: [ParentColumn("instruction", "instruction_id", .instruction)])

  package func write(to row: inout RowWriter) throws {
    try row.add(instruction, .instruction)
    row.add(goal)
    row.add(text)
  }

  package init(from row: inout RowReader) {
    self.init(instruction: row.id(.instruction), goal: row.text(), text: row.text())
  }
}
