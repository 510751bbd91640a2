// Battles as ratings read them: who met whom and what the verdict was, without texts that nobody asked for.

package import SparCore

/// What a rating wants to know of a battle besides its models and its verdict.
package enum BattleDetail: Sendable {
  case nothing
  /// The instruction's skill and type, or the category of a log.
  case category
  /// The instruction's text and further turns.
  case prompt
  /// The judge of the verdict.
  case judge
}

/// A battle with its first verdict on the whole of it.
package struct BattleLine: Sendable {
  package let id: RecordID
  package let modelA: String
  package let modelB: String
  package let state: VerdictState
  /// 0 to 1 for model A, where the judge says more than a side.
  package let preference: Double?
  package let weight: Double
  /// The skill, the prompt or the judge, as was asked for; then the type, or whether the prompt has further turns.
  package let detail: String?
  package let furtherDetail: String?
  /// Both responses' texts, where they were asked for and are there.
  package let texts: [String]
  /// Whether there are more verdicts, which decide together.
  package fileprivate(set) var hasMore = false
}

extension StoreReader {
  /// The highest row number of a battle; 0 where there is none.
  package func lastBattleRow() throws -> Int64 {
    try connection.first("SELECT coalesce(max(id), 0) FROM battle") { $0.integer() } ?? 0
  }

  /// The judged battles among `rows`, in their order; without those of a response with its own improvement.
  package func battleLines(
    in rows: ClosedRange<Int64>, _ detail: BattleDetail = .nothing, withTexts: Bool = false
  ) throws -> [BattleLine] {
    var lines: [BattleLine] = []
    _ = try connection.all(Self.sql(detail, withTexts: withTexts)) {
      $0.add(rows.lowerBound)
      $0.add(rows.upperBound)
    } read: { row in
      let id = row.id(.battle)
      if lines.last?.id == id { lines[lines.count - 1].hasMore = true } else { lines.append(try BattleLine(id, &row)) }
    }
    return lines
  }

  /// CROSS JOIN keeps SQLite from beginning with the verdicts, of which it would read all for every page.
  private static func sql(_ detail: BattleDetail, withTexts: Bool) -> String {
    let texts = withTexts ? "first.text, second.text" : "NULL, NULL"
    let joins = withTexts ? "LEFT JOIN response AS first ON first.id = battle.response_a_id" : ""
    return """
      SELECT battle.id, battle.model_a, battle.model_b, verdict.state, verdict.preference, verdict.weight,
        \(detail.columns), \(texts)
      FROM battle CROSS JOIN verdict ON verdict.battle_id = battle.id AND verdict.turn IS NULL
      LEFT JOIN response AS second ON second.id = battle.response_b_id \(joins) \(detail.join)
      WHERE battle.id BETWEEN ? AND ? AND second.parent_id IS NULL
      ORDER BY battle.id, verdict.id
      """
  }
}

extension BattleLine {
  init(_ id: RecordID, _ row: inout RowReader) throws {
    self.id = id
    modelA = row.text()
    modelB = row.text()
    state = try row.word()
    preference = row.optionalDouble()
    weight = row.double()
    detail = row.optionalText()
    furtherDetail = row.optionalText()
    texts = [row.optionalText(), row.optionalText()].compactMap { $0 }
  }
}

extension BattleDetail {
  fileprivate var columns: String {
    switch self {
    case .nothing: "NULL, NULL"
    case .category: "coalesce(instruction.skill, battle.category), instruction.type"
    case .prompt: "instruction.text, instruction.turns"
    case .judge: "verdict.judge, NULL"
    }
  }

  fileprivate var join: String {
    switch self {
    case .nothing, .judge: ""
    case .category, .prompt: "LEFT JOIN instruction ON instruction.id = battle.instruction_id"
    }
  }
}
