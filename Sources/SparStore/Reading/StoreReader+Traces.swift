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
    var traced: [TracedUse] = []
    var next = try id.kind == .response ? callID(behind: id) : id.kind == .call ? id : nil
    var depth = 0
    while let call = next, depth < Self.longestChain {
      traced = try uses(in: call) + traced
      next = try self.call(before: call)
      depth += 1
    }
    return traced
  }

  /// What stands in a file that somebody else has written could go round in a circle.
  private static var longestChain: Int { 1000 }

  private func callID(behind response: RecordID) throws -> RecordID? {
    try connection.first("SELECT call_id FROM response WHERE id = ?", { $0.add(response.number) }) {
      $0.optionalID(.call)
    } ?? nil
  }

  private func uses(in call: RecordID) throws -> [TracedUse] {
    let sql = """
      SELECT call_id, position, name, arguments, result, error, seconds, details, run_id
      FROM tool_use WHERE call_id = ? ORDER BY position
      """
    return try connection.all(sql, { $0.add(call.number) }) { row in
      TracedUse(call: row.id(.call), use: try ToolUse(from: &row))
    }
  }
}
