// What tools did on the way to a reply: a reply names its call, and a call the one whose tool calls it answers.

package import SparCore

/// One use of a tool, and the call whose reply asked for it.
package struct TracedUse: Sendable, Equatable {
  package let call: RecordID
  package let use: ToolUse

  package init(call: RecordID, use: ToolUse) {
    self.call = call
    self.use = use
  }
}

extension StoreReader {
  /// What tools gave on the way to a response or a call, in the order in which it was asked for; nothing for records of
  /// other kinds.
  package func toolTrace(of id: RecordID) throws -> [TracedUse] {
    guard id.kind == .response || id.kind == .call else { return [] }
    let start = id.kind == .call ? "?" : "(SELECT call_id FROM response WHERE id = ?)"
    let sql = """
      WITH RECURSIVE chain (id, after_key, depth) AS (
        SELECT id, after_key, 0 FROM call WHERE id = \(start)
        UNION ALL
        SELECT call.id, call.after_key, depth + 1 FROM chain JOIN call ON call.key = chain.after_key WHERE depth < 1000)
      SELECT chain.id, position, name, arguments, result, error, seconds, details, tool_use.run_id
      FROM chain JOIN tool_use ON tool_use.call_id = chain.id ORDER BY depth DESC, position
      """
    return try connection.all(sql, { $0.add(id.number) }) { row in
      TracedUse(call: row.id(.call), use: try ToolUse(from: &row))
    }
  }
}
