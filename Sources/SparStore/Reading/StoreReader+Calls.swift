// Calls: the look-up that every request begins with, lists, and what they cost.

package import SparCore

extension StoreReader {
  /// The call with this key, whatever became of it.
  package func call(key: ContentKey) throws -> StoredCall? {
    guard let row = try keys.row(of: key, in: .call) else { return nil }
    return try connection.first(StoredCall.selectByKey) { statement in
      statement.add(row)
      statement.add(key)
    } read: {
      try StoredCall(from: &$0)
    }
  }

  package func call(id: RecordID) throws -> CallEntry? {
    try connection.first("\(CallEntry.select) WHERE call.id = ?", { try $0.add(id, .call) }) {
      try CallEntry(from: &$0)
    }
  }

  /// The calls that match, in the order they were first put.
  package func calls(_ filter: CallFilter = CallFilter()) throws -> [CallEntry] {
    let condition = condition(of: filter)
    let order = filter.newest == nil ? "" : " DESC"
    let entries = try connection.all("\(CallEntry.select)\(condition.sql) ORDER BY call.id\(order) LIMIT ?") { row in
      condition.bind(to: &row)
      row.add(filter.newest ?? filter.limit ?? -1)
    } read: {
      try CallEntry(from: &$0)
    }
    return filter.newest == nil ? entries : entries.reversed()
  }

  /// How many calls came to nothing that could be used, so far.
  package func unfinishedCallCount() throws -> Int {
    try connection.first("SELECT count(*) FROM call WHERE status <> 'ok'") { $0.int() } ?? 0
  }

  /// What calls cost, by run, stage or model.
  ///
  /// - Parameter run: only the calls of this run.
  package func costs(by group: CostGroup, run: RecordID? = nil) throws -> [CostLine] {
    let sql = """
      SELECT \(group.column), \(CostLine.columns) FROM v_cost WHERE ?1 IS NULL OR run = ?1
      GROUP BY 1, is_simulated ORDER BY 1
      """
    return try connection.all(sql, { $0.add(run?.description) }) { CostLine(from: &$0) }
  }

  private func condition(of filter: CallFilter) -> Condition {
    var condition = Condition()
    if !filter.statuses.isEmpty {
      let words = JSON.array(filter.statuses.sorted { $0.rawValue < $1.rawValue }.map { .string($0.rawValue) })
      condition.add("status \(Self.isInList)", .text(words.text))
    }
    if let stage = filter.stage { condition.add("call.stage = ?", .text(stage)) }
    if let model = filter.model { condition.add("model = ?", .text(model)) }
    if let run = filter.run { condition.add("run_id = ?", .integer(run.number)) }
    if let after = filter.after { condition.add("call.id > ?", .integer(after.number)) }
    return condition
  }
}
