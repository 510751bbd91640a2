// How far an instruction type has been covered: what was asked for, what came of it, what was turned away.

package import SparCore

package struct CoverageLine: Sendable, Equatable {
  package let skill: String
  package let type: String
  /// Calls of `instruct`, those that failed included.
  package let asked: Int
  /// Instructions that they gave.
  package let produced: Int
  /// Instructions that edits made of those.
  package let refined: Int
  /// Instructions that were turned away, and edits.
  package let rejected: Int

  package init(skill: String, type: String, asked: Int = 0, produced: Int = 0, refined: Int = 0, rejected: Int = 0) {
    self.skill = skill
    self.type = type
    self.asked = asked
    self.produced = produced
    self.refined = refined
    self.rejected = rejected
  }
}

extension StoreReader {
  /// The types that anything was asked for, of one skill or of all.
  package func coverage(skill: String? = nil) throws -> [CoverageLine] {
    let sql = """
      SELECT skill, type, asked, produced, refined, rejected FROM v_coverage WHERE ?1 IS NULL OR skill = ?1
      ORDER BY skill, type
      """
    return try connection.all(sql, { $0.add(skill) }) { row in
      CoverageLine(
        skill: row.text(), type: row.text(), asked: row.int(), produced: row.int(), refined: row.int(),
        rejected: row.int())
    }
  }
}
