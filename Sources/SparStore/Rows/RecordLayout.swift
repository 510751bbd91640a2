// The columns of a kind of record, and the statements that follow from them.

package import SparCore

/// A column that refers to the record this one was made from.
package struct ParentColumn: Sendable {
  /// What the parent is to the child, in `v_lineage`: `passage`, `chosen`.
  package let role: String
  package let column: String
  package let kind: RecordKind

  package init(_ role: String, _ column: String, _ kind: RecordKind) {
    self.role = role
    self.column = column
    self.kind = kind
  }
}

/// A class, so that the way of a record to its statement copies a pointer and not ten strings.
package final class RecordLayout: Sendable {
  package let kind: RecordKind
  package let columns: [String]
  package let parents: [ParentColumn]
  /// Columns that name a model, for records that one can ask for by model.
  package let models: [String]

  let keys: KeyTable
  let insert: String
  let select: String
  let selectByID: String

  package init(_ kind: RecordKind, columns: [String], parents: [ParentColumn] = [], models: [String] = []) {
    self.kind = kind
    self.columns = columns
    self.parents = parents
    self.models = models
    let table = kind.rawValue
    let written = ["key"] + columns + ["run_id", "iteration", "agent_id", "call_id", "created_at"]
    let marks = written.map { _ in "?" }.joined(separator: ", ")
    keys = KeyTable(kind)
    insert = "INSERT INTO \(table) (\(written.joined(separator: ", "))) VALUES (\(marks))"
    select = "SELECT id, key, \(columns.joined(separator: ", ")) FROM \(table)"
    selectByID = "\(select) WHERE id = ?"
  }

  /// The columns that may hold a parent of `kind`.
  func columns(for kind: RecordKind) -> [String] { parents.filter { $0.kind == kind }.map(\.column) }
}
