// A dataset: an exported selection; its rows point back at the records they were written from.

package import SparCore

/// One line of an exported file, by the records in it.
package struct DatasetRow: Sendable, Equatable {
  package var instruction: RecordID?
  /// The response that was exported; the chosen one of a pair.
  package var response: RecordID?
  package var rejected: RecordID?
  package var battle: RecordID?

  package init(
    instruction: RecordID? = nil, response: RecordID? = nil, rejected: RecordID? = nil, battle: RecordID? = nil
  ) {
    self.instruction = instruction
    self.response = response
    self.rejected = rejected
    self.battle = battle
  }
}

package struct Dataset: Record {
  package static let kind = RecordKind.dataset

  package var path: String
  /// The export format's name: `sft`, `dpo`.
  package var format: String
  /// SHA-256 of the file's bytes.
  package var file: ContentKey
  package var rowCount: Int
  /// In the order of the file's lines; left empty where a reader was asked for no rows.
  package var rows: [DatasetRow]

  package init(path: String, format: String, file: ContentKey, rows: [DatasetRow]) {
    self.path = path
    self.format = format
    self.file = file
    self.rows = rows
    rowCount = rows.count
  }

  /// The same bytes exported to the same place in the same format are the same dataset.
  package var key: ContentKey {
    var builder = ContentKey.Builder("dataset/1")
    builder.add("path", path)
    builder.add("format", format)
    builder.add("file", file)
    return builder.build()
  }
}
