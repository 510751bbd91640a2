// The row of a verdict.

package import SparCore

extension Verdict: StorableRecord {
  package static let layout = RecordLayout(
    .verdict,
    columns: [
      "battle_id", "judge", "seat_order", "state", "score_a", "score_b", "explanation", "turn", "preference",
      "weight", "ranking", "definition", "both_bad",
    ],
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
    row.add(turn)
    row.add(preference)
    row.add(weight)
    row.add(ranking.isEmpty ? nil : JSON.array(ranking.map { .array($0.map { .string($0) }) }).text)
    row.add(definition)
    row.add(isBothBad)
  }

  package init(from row: inout RowReader) throws {
    self.init(
      battle: row.id(.battle), judge: row.text(), order: try row.word(), state: try row.word(),
      scoreA: row.optionalDouble(), scoreB: row.optionalDouble(), explanation: row.optionalText(),
      turn: row.optionalInteger().map { Int($0) },
      preference: row.optionalDouble(), weight: row.double(), ranking: Self.ranking(try row.optionalJSON()),
      definition: try row.optionalKey(), isBothBad: row.bool())
  }

  private static func ranking(_ json: JSON?) -> [[String]] {
    (json?.array ?? []).map { $0.array?.compactMap(\.string) ?? [] }
  }
}
