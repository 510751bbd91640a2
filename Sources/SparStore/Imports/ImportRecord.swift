// Where imported records come from: a file, in a form, and a line of it.

package import SparCore

/// One file that was taken in.
package struct ImportRecord: Sendable, Hashable {
  /// `instructions`, `responses`, `battles`, `votes`.
  package var kind: String
  /// `alpaca`, `lmsys`.
  package var form: String
  /// As the user named it.
  package var path: String
  /// The set that its question ids belong to; mostly empty.
  package var questionSet: String

  package init(kind: String, form: String, path: String, questionSet: String = "") {
    self.kind = kind
    self.form = form
    self.path = path
    self.questionSet = questionSet
  }
}

/// Where a record stood, and what its row said besides.
package struct StoredOrigin: Sendable, Equatable {
  package let record: RecordID
  package let file: ImportRecord
  /// From 1.
  package let line: Int
  /// Fields that Spar has no column for.
  package let fields: JSON?
}

/// The number of an import's row.
package struct ImportNumber: Sendable, Hashable {
  let value: Int64
}

extension StoreTransaction {
  /// Notes that a file is taken in; the same one again has the same number.
  package func put(_ file: ImportRecord, run: RecordID? = nil) throws -> ImportNumber {
    if let known = try number(of: file) { return known }
    let sql = """
      INSERT INTO import (kind, form, path, question_set, run_id, created_at) VALUES (?, ?, ?, ?, ?, ?)
      """
    try connection.run(sql) { row in
      file.write(to: &row)
      try row.add(run, .run)
      row.add(time)
    }
    return ImportNumber(value: connection.lastRowID)
  }

  private func number(of file: ImportRecord) throws -> ImportNumber? {
    let sql = "SELECT id FROM import WHERE kind = ? AND form = ? AND path = ? AND question_set = ?"
    return try connection.first(sql, { file.write(to: &$0) }) { ImportNumber(value: $0.integer()) }
  }

  /// Says where a record stood; what was said first stays.
  package func put(origin record: RecordID, file: ImportNumber, line: Int, fields: JSONObject) throws {
    let sql = """
      INSERT INTO origin (kind, record_id, import_id, line, fields) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """
    try connection.run(sql) { row in
      row.add(record.kind)
      row.add(record.number)
      row.add(file.value)
      row.add(line)
      row.add(fields.members.isEmpty ? nil : JSON.object(fields).text)
    }
  }

  /// Says by which id a set of questions knows an instruction.
  package func put(question: String, of set: String, instruction: RecordID) throws {
    let sql = "INSERT INTO question (question_set, question, instruction_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
    try connection.run(sql) { row in
      row.add(set)
      row.add(question)
      try row.add(instruction, .instruction)
    }
  }
}

extension ImportRecord {
  fileprivate func write(to row: inout RowWriter) {
    row.add(kind)
    row.add(form)
    row.add(path)
    row.add(questionSet)
  }
}
