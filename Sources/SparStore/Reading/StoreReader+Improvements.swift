// Battles of a response with another that was made from it.

package import SparCore

extension StoreReader {
  /// They say nothing of models.
  package func improvementBattles() throws -> Set<RecordID> {
    let sql = """
      SELECT battle.id FROM response JOIN battle ON battle.response_b_id = response.id WHERE response.parent_id IS NOT NULL
      """
    return Set(try connection.all(sql) { $0.id(.battle) })
  }
}
