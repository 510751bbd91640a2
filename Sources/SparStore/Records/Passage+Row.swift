// The row of a passage.

package import SparCore

extension Passage: StorableRecord {
  package static let layout = RecordLayout(
    .passage,
    columns: ["seed_id", "parent_id", "suggestion_id", "transformation", "text"],
    parents: [
      ParentColumn("seed", "seed_id", .seed),
      ParentColumn("parent", "parent_id", .passage),
      ParentColumn("suggestion", "suggestion_id", .suggestion),
    ])

  package func write(to row: inout RowWriter) throws {
    try row.add(seed, .seed)
    try row.add(parent, .passage)
    try row.add(suggestion, .suggestion)
    row.add(transformation)
    row.add(text)
  }

  package init(from row: inout RowReader) {
    self.init(
      seed: row.id(.seed), parent: row.optionalID(.passage), suggestion: row.optionalID(.suggestion),
      transformation: row.text(), text: row.text())
  }
}
