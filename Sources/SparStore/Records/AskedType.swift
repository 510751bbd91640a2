// Which instruction type a call of `instruct` asked for, also where the call failed: the base of the coverage report.

package import SparCore

package struct AskedType: Sendable, Equatable {
  package let call: ContentKey
  package let skill: String
  package let type: String

  package init(call: ContentKey, skill: String, type: String) {
    self.call = call
    self.skill = skill
    self.type = type
  }
}

extension StoreTransaction {
  /// Stores what a call asked for; the same again changes nothing.
  package func put(_ asked: AskedType) throws {
    let sql = """
      INSERT INTO asked (call_key, skill, type, call_id) VALUES (?, ?, ?, ?)
      ON CONFLICT (call_key) DO UPDATE SET call_id = excluded.call_id WHERE call_id IS NULL
      """
    let call = try keys.row(of: asked.call, in: .call)
    try connection.run(sql) { row in
      row.add(asked.call)
      row.add(asked.skill)
      row.add(asked.type)
      row.add(call)
    }
  }
}
