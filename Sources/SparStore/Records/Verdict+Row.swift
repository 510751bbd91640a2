// The row of a verdict.

package import SparCore

extension Verdict: StorableRecord {
  package static let layout = RecordLayout(
    .verdict,
    columns: ["battle_id", "judge", "seat_order", "state", "score_a", "score_b", "explanation"],
    parents: [ParentColumn("battle", "battle_id", .battle)],
    models: ["judge"])

  package func write(to row: inout RowWriter) throws {
    try row.add(battle, .battle)
    row.add(judge)
    row.add(order)
    row.add(state)
    row.add(scoreA)
    row.add(scoreB)
    row.add(explanation)
  }

  package init(from row: inout RowReader) throws {
    self.init(
      battle: row.id(.battle), judge: row.text(), order: try row.word(), state: try row.word(),
      scoreA: row.optionalDouble(), scoreB: row.optionalDouble(), explanation: row.optionalText())
  }
}
