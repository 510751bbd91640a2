// The row of a dataset, and the rows of its lines.

package import SparCore

extension Dataset: StorableRecord {
  package static let layout = RecordLayout(.dataset, columns: ["path", "format", "file_hash", "row_count"])

  package func write(to row: inout RowWriter) {
    row.add(path)
    row.add(format)
    row.add(file)
    row.add(rowCount)
  }

  package init(from row: inout RowReader) throws {
    self.init(path: row.text(), format: row.text(), file: try row.key(), rows: [])
    rowCount = row.int()
  }

  package func putParts(of id: RecordID, in transaction: StoreTransaction) throws {
    for (position, line) in rows.enumerated() {
      try transaction.connection.run(DatasetRow.insert) { row in
        try row.add(id, .dataset)
        row.add(position)
        try line.write(to: &row)
      }
    }
  }

  package mutating func readParts(of id: RecordID, from reader: StoreReader) throws {
    rows = try reader.connection.all(DatasetRow.select, { try $0.add(id, .dataset) }) { DatasetRow(from: &$0) }
  }
}

extension DatasetRow {
  /// The columns of a line that refer to records, and what those are to the dataset.
  static let parents = [
    ParentColumn("instruction", "instruction_id", .instruction),
    ParentColumn("response", "response_id", .response),
    ParentColumn("rejected", "rejected_id", .response),
    ParentColumn("battle", "battle_id", .battle),
  ]

  fileprivate static let insert = """
    INSERT INTO dataset_row (dataset_id, position, instruction_id, response_id, rejected_id, battle_id)
    VALUES (?, ?, ?, ?, ?, ?)
    """
  fileprivate static let select = """
    SELECT instruction_id, response_id, rejected_id, battle_id FROM dataset_row WHERE dataset_id = ? ORDER BY position
    """

  fileprivate func write(to row: inout RowWriter) throws {
    try row.add(instruction, .instruction)
    try row.add(response, .response)
    try row.add(rejected, .response)
    try row.add(battle, .battle)
  }

  fileprivate init(from row: inout RowReader) {
    self.init(
      instruction: row.optionalID(.instruction), response: row.optionalID(.response),
      rejected: row.optionalID(.response), battle: row.optionalID(.battle))
  }
}
