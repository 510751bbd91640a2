// The row of an instruction.

package import SparCore

extension Instruction: StorableRecord {
  package static let layout = RecordLayout(
    .instruction,
    columns: [
      "text", "passage_id", "parent_id", "suggestion_id", "skill", "type", "answerability", "goal", "round", "turns",
      "tools", "stands_alone",
    ],
    parents: [
      ParentColumn("passage", "passage_id", .passage),
      ParentColumn("parent", "parent_id", .instruction),
      ParentColumn("suggestion", "suggestion_id", .suggestion),
    ])

  package func write(to row: inout RowWriter) throws {
    row.add(text)
    try row.add(passage, .passage)
    try row.add(parent, .instruction)
    try row.add(suggestion, .suggestion)
    row.add(skill)
    row.add(type)
    row.add(answerability)
    row.add(goal)
    row.add(round)
    row.add(list: turns)
    row.add(tools.isEmpty ? nil : Tool.json(tools).text)
    row.add(standsAlone ? 1 : 0)
  }

  package init(from row: inout RowReader) throws {
    self.init(
      text: row.text(), passage: row.optionalID(.passage), parent: row.optionalID(.instruction),
      suggestion: row.optionalID(.suggestion), skill: row.optionalText(), type: row.optionalText(),
      answerability: try row.word(), goal: row.optionalText(), round: row.int(), turns: try row.list(),
      tools: Tool.tools(in: try row.optionalJSON()), standsAlone: row.bool())
  }
}
