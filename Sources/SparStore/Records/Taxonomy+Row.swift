// The row of a taxonomy revision; its nodes have rows of their own, in their order.

package import SparCore

extension Taxonomy: StorableRecord {
  package static let layout = RecordLayout(
    .taxonomy,
    columns: ["skill", "parent_id", "evidence"],
    parents: [ParentColumn("parent", "parent_id", .taxonomy)])

  package func write(to row: inout RowWriter) throws {
    row.add(skill)
    try row.add(parent, .taxonomy)
    row.add(evidence)
  }

  package init(from row: inout RowReader) throws {
    self.init(skill: row.text(), parent: row.optionalID(.taxonomy), nodes: [], evidence: try row.json())
  }

  package func putParts(of id: RecordID, in transaction: StoreTransaction) throws {
    for (position, node) in nodes.enumerated() {
      try transaction.connection.run(TaxonomyNode.insert) { row in
        try row.add(id, .taxonomy)
        row.add(position)
        node.write(to: &row)
      }
    }
  }

  package mutating func readParts(of id: RecordID, from reader: StoreReader) throws {
    nodes = try reader.connection.all(TaxonomyNode.select, { try $0.add(id, .taxonomy) }) { row in
      try TaxonomyNode(from: &row)
    }
  }
}

extension TaxonomyNode {
  private static let columns = "name, definition, answer_format, answerability, transformations, weight, parent"

  fileprivate static let insert = """
    INSERT INTO taxonomy_node (taxonomy_id, position, \(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
  fileprivate static let select = "SELECT \(columns) FROM taxonomy_node WHERE taxonomy_id = ? ORDER BY position"

  fileprivate func write(to row: inout RowWriter) {
    row.add(name)
    row.add(definition)
    row.add(answerFormat)
    row.add(answerability)
    row.add(JSON.array(transformations.map { .string($0) }))
    row.add(weight)
    row.add(parent)
  }

  fileprivate init(from row: inout RowReader) throws {
    self.init(
      name: row.text(), definition: row.text(), answerFormat: row.text(), answerability: try row.word(),
      transformations: try row.json().array?.compactMap(\.string) ?? [], weight: row.double(),
      parent: row.optionalText())
  }
}
