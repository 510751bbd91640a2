// The row of a battle.

package import SparCore

extension Battle: StorableRecord {
  package static let layout = RecordLayout(
    .battle,
    columns: [
      "instruction_id", "response_a_id", "response_b_id", "model_a", "model_b", "question", "category", "language",
      "fought_at",
    ],
    parents: [
      ParentColumn("instruction", "instruction_id", .instruction),
      ParentColumn("response_a", "response_a_id", .response),
      ParentColumn("response_b", "response_b_id", .response),
    ],
    models: ["model_a", "model_b"])

  package func write(to row: inout RowWriter) throws {
    try row.add(instruction, .instruction)
    try row.add(responseA, .response)
    try row.add(responseB, .response)
    row.add(modelA)
    row.add(modelB)
    row.add(question)
    row.add(category)
    row.add(language)
    row.add(foughtAt)
  }

  package init(from row: inout RowReader) {
    self.init(
      instruction: row.optionalID(.instruction), responseA: row.optionalID(.response),
      responseB: row.optionalID(.response), modelA: row.text(), modelB: row.text(), question: row.optionalText(),
      category: row.optionalText(), language: row.optionalText(), foughtAt: row.optionalText())
  }
}
