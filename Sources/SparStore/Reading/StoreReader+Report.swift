// What a report reads besides single records: battles with their verdicts, page by page, and counts of everything.

package import SparCore

/// A battle with its verdicts, and what a report groups it by.
package struct ReportedBattle: Sendable {
  package let battle: Stored<Battle>
  package let verdicts: [Stored<Verdict>]
  package let heading: Heading
  /// Whether the response of model A has more characters; `nil` where neither has, or one is not there.
  package let isLongerA: Bool?

  package struct Heading: Sendable, Hashable {
    /// Of its instruction; `nil` where that has none.
    package var skill: String?
    package var type: String?
    /// The loop's turn in which it was fought; `nil` outside a loop.
    package var iteration: Int?

    package init(skill: String? = nil, type: String? = nil, iteration: Int? = nil) {
      self.skill = skill
      self.type = type
      self.iteration = iteration
    }
  }
}

/// How many things were turned away at one stage for one reason.
package struct RejectionCount: Sendable, Equatable {
  package let stage: String
  package let reason: String
  package let count: Int
}

/// An exported file, without its rows.
package struct DatasetLine: Sendable, Equatable {
  package let id: RecordID
  package let format: String
  package let path: String
  package let rows: Int
}

extension StoreReader {
  /// Calls `body` with one battle after the other, in the order they were fought, and holds few of them at a time.
  /// Battles of a response with its own improvement are left out: they are no battles of models.
  package func forEachBattle(run: RecordID? = nil, body: (ReportedBattle) throws -> Void) throws {
    var page = RecordQuery(run: run, limit: 500)
    while true {
      let battles = try records(Battle.self, page)
      let ids = battles.map(\.id)
      let verdicts = Dictionary(grouping: try records(Verdict.self, .of(ids)), by: \.battle)
      let headings = try headings(of: ids)
      let longer = try isLongerA(in: ids)
      for battle in battles {
        guard let heading = headings[battle.id] else { continue }
        try body(
          ReportedBattle(
            battle: battle, verdicts: verdicts[battle.id] ?? [], heading: heading, isLongerA: longer[battle.id]))
      }
      guard battles.count == page.limit, let last = ids.last else { return }
      page.after = last
    }
  }

  private func headings(of battles: [RecordID]) throws -> [RecordID: ReportedBattle.Heading] {
    var condition = Condition()
    condition.add("battle.id \(Self.isInList)", Self.list(battles))
    let sql = """
      SELECT battle.id, coalesce(instruction.skill, battle.category), instruction.type, battle.iteration FROM battle
      LEFT JOIN instruction ON instruction.id = battle.instruction_id
      LEFT JOIN response AS second ON second.id = battle.response_b_id\(condition.sql) AND second.parent_id IS NULL
      """
    let rows = try connection.all(sql, { condition.bind(to: &$0) }) { row in
      (
        row.id(.battle),
        ReportedBattle.Heading(
          skill: row.optionalText(), type: row.optionalText(), iteration: row.optionalInteger().map { Int($0) })
      )
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// Whether the response of model A is the longer one, in characters; battles where neither is, or whose responses are
  /// not there, are left out.
  package func isLongerA(in battles: [RecordID]) throws -> [RecordID: Bool] {
    var condition = Condition()
    condition.add("battle.id \(Self.isInList)", Self.list(battles))
    let sql = """
      SELECT battle.id, length(first.text) > length(second.text) FROM battle
      JOIN response AS first ON first.id = battle.response_a_id
      JOIN response AS second ON second.id = battle.response_b_id\(condition.sql)
      AND length(first.text) <> length(second.text)
      """
    let rows = try connection.all(sql, { condition.bind(to: &$0) }) { ($0.id(.battle), $0.bool()) }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// How many records a run made of each kind that records come in; of all runs without one.
  package func counts(run: RecordID?) throws -> [RecordKind: Int] {
    var counts: [RecordKind: Int] = [:]
    for kind in StoredKinds.kinds {
      let sql = "SELECT count(*) FROM \(kind.rawValue) WHERE ?1 IS NULL OR run_id = ?1"
      counts[kind] = try connection.first(sql, { try $0.add(run, .run) }) { $0.int() }
    }
    return counts
  }

  /// Instructions that an edit made of others.
  package func refinementCount(run: RecordID?) throws -> Int {
    let sql = "SELECT count(*) FROM instruction WHERE parent_id IS NOT NULL AND (?1 IS NULL OR run_id = ?1)"
    return try connection.first(sql, { try $0.add(run, .run) }) { $0.int() } ?? 0
  }

  /// Stages and reasons, the most frequent first.
  package func rejectionCounts(run: RecordID?) throws -> [RejectionCount] {
    let sql = """
      SELECT stage, reason, count(*) FROM rejection WHERE ?1 IS NULL OR run_id = ?1
      GROUP BY stage, reason ORDER BY count(*) DESC, stage, reason
      """
    return try connection.all(sql, { try $0.add(run, .run) }) { row in
      RejectionCount(stage: row.text(), reason: row.text(), count: row.int())
    }
  }

  /// In the order in which they were written.
  package func datasetLines(run: RecordID?) throws -> [DatasetLine] {
    let sql = "SELECT id, format, path, row_count FROM dataset WHERE ?1 IS NULL OR run_id = ?1 ORDER BY id"
    return try connection.all(sql, { try $0.add(run, .run) }) { row in
      DatasetLine(id: row.id(.dataset), format: row.text(), path: row.text(), rows: row.int())
    }
  }
}
