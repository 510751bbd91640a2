// What a tool gave for one tool call of a reply.

package import SparCore

package struct ToolUse: Sendable, Equatable {
  /// Which tool call of the reply, from 0.
  package var position: Int
  package var name: String
  /// As the model wrote them.
  package var arguments: String
  /// What the model was given; `nil` where there was an error.
  package var result: String?
  /// What went wrong, as the model was told.
  package var error: String?
  package var seconds: Double
  /// What is known of its work besides: exit code, signal, what was cut; `nil` for most tools.
  package var details: JSON?
  package var run: RecordID?

  package init(
    position: Int, name: String, arguments: String, result: String? = nil, error: String? = nil, seconds: Double = 0,
    details: JSON? = nil,
    run: RecordID? = nil
  ) {
    self.position = position
    self.name = name
    self.arguments = arguments
    self.result = result
    self.error = error
    self.seconds = seconds
    self.details = details
    self.run = run
  }
}

extension StoreTransaction {
  /// Stores what a tool gave for a call that is in the store; a later use of the same place takes its stead.
  ///
  /// - Throws: `store.unknown_record` where the call is not in the store.
  package func put(_ use: ToolUse, of call: ContentKey) throws {
    let sql = """
      INSERT INTO tool_use (call_id, position, name, arguments, result, error, seconds, details, run_id, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (call_id, position) DO UPDATE SET
        name = excluded.name, arguments = excluded.arguments, result = excluded.result, error = excluded.error,
        seconds = excluded.seconds, details = excluded.details, run_id = excluded.run_id, created_at = excluded.created_at
      """
    let id = try callID(call)
    try connection.run(sql) { row in
      row.add(id)
      row.add(use.position)
      row.add(use.name)
      row.add(use.arguments)
      row.add(use.result)
      row.add(use.error)
      row.add(use.seconds)
      row.add(use.details?.text)
      try row.add(use.run, .run)
      row.add(time)
    }
  }
}

extension StoreReader {
  /// What the tools that a call's reply asked for gave, by position.
  package func toolUses(of call: ContentKey) throws -> [ToolUse] {
    guard let row = try keys.row(of: call, in: .call) else { return [] }
    let sql = """
      SELECT position, name, arguments, result, error, seconds, details, run_id
      FROM tool_use WHERE call_id = ? ORDER BY position
      """
    return try connection.all(sql, { $0.add(row) }) { try ToolUse(from: &$0) }
  }
}

extension ToolUse {
  init(from row: inout RowReader) throws {
    self.init(
      position: row.int(), name: row.text(), arguments: row.text(), result: row.optionalText(),
      error: row.optionalText(), seconds: row.double(), details: try row.optionalJSON(), run: row.optionalID(.run))
  }
}
