// What a run is doing right now, as it last said, for another process that looks on.

package import SparCore

package struct RunActivity: Sendable, Equatable {
  package let run: RecordID
  package let text: JSON
  /// ISO 8601, UTC.
  package let updatedAt: String
}

extension RunActivity {
  static let put = """
    INSERT INTO activity (run_id, text, updated_at) VALUES (?1, ?2, ?3)
    ON CONFLICT (run_id) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at
    """
  static let remove = "DELETE FROM activity WHERE run_id = ?"
  static let select = """
    SELECT run_id, text, updated_at FROM activity JOIN run ON run.id = run_id WHERE run.status = 'running' ORDER BY run_id
    """

  init(from row: inout RowReader) throws {
    self.init(run: row.id(.run), text: try row.json(), updatedAt: row.text())
  }
}

extension StoreTransaction {
  /// Says what a run is doing, in place of what was said before.
  package func put(activity: JSON, of run: RecordID) throws {
    try connection.run(RunActivity.put) { row in
      try row.add(run, .run)
      row.add(activity)
      row.add(time)
    }
  }
}

extension StoreReader {
  /// What the runs say that have not ended.
  package func activities() throws -> [RunActivity] {
    try connection.all(RunActivity.select) { try RunActivity(from: &$0) }
  }
}
