// The row of a run.

internal import SparCore

extension RunRecord {
  static let insert = """
    INSERT INTO run (script, script_hash, arguments, seed, status, process, started_at) VALUES (?, ?, ?, ?, ?, ?, ?)
    """
  static let end = "UPDATE run SET status = ?, exit_code = ?, ended_at = ? WHERE id = ?"

  func write(to row: inout RowWriter, process: ProcessIdentity, at time: String) {
    row.add(script)
    row.add(scriptHash)
    row.add(arguments)
    row.add(seed)
    row.add(RunStatus.running)
    row.add(process.description)
    row.add(time)
  }
}

extension StoredRun {
  static let select = """
    SELECT id, script, script_hash, arguments, seed, status, exit_code, started_at, ended_at, process FROM run ORDER BY id
    """

  init(from row: inout RowReader) throws {
    self.init(
      id: row.id(.run),
      record: RunRecord(
        script: row.text(), scriptHash: try row.optionalKey(), arguments: try row.json(), seed: row.integer()),
      status: try row.word(), exitCode: row.optionalInteger().map { Int($0) }, startedAt: row.text(),
      endedAt: row.optionalText(), process: ProcessIdentity(row.text()))
  }

  private init(
    id: RecordID, record: RunRecord, status: RunStatus, exitCode: Int?, startedAt: String, endedAt: String?,
    process: ProcessIdentity?
  ) {
    let living = status == .running && process?.isAlive == true ? process?.number : nil
    self.init(
      id: id, record: record, status: status, exitCode: exitCode, startedAt: startedAt, endedAt: endedAt,
      process: living)
  }
}
