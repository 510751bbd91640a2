// The row of a taxonomy revision; its nodes have rows of their own, in their order.

package import SparCore

extension Taxonomy: StorableRecord {
  package static let layout = RecordLayout(
    .taxonomy,
    columns: ["skill", "parent_id", "evidence", "about", "seeds", "transformations", "goals", "stands_alone"],
    parents: [ParentColumn("parent", "parent_id", .taxonomy)])

  package func write(to row: inout RowWriter) throws {
    row.add(skill)
    try row.add(parent, .taxonomy)
    row.add(evidence)
    row.add(head.about)
    row.add(head.seeds.stored)
    row.add(head.transformations.stored)
    row.add(head.goals.stored)
    row.add(head.standsAlone ? 1 : 0)
  }

  package init(from row: inout RowReader) throws {
    self.init(
      skill: row.text(), parent: row.optionalID(.taxonomy), nodes: [], evidence: try row.json(),
      head: SkillHead(
        about: row.optionalText(), seeds: try row.texts(), transformations: try row.weights(),
        goals: try row.weights(), standsAlone: row.bool()))
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
  private static let columns = "name, definition, answer_format, answerability, transformations, weight, parent, seeds"

  fileprivate static let insert = """
    INSERT INTO taxonomy_node (taxonomy_id, position, \(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
    row.add(seeds.stored)
  }

  fileprivate init(from row: inout RowReader) throws {
    self.init(
      name: row.text(), definition: row.text(), answerFormat: row.text(), answerability: try row.word(),
      transformations: try row.json().array?.compactMap(\.string) ?? [], weight: row.double(),
      parent: row.optionalText(), seeds: try row.texts())
  }
}

extension [String] {
  /// A JSON list; `nil` for an empty one.
  fileprivate var stored: String? { isEmpty ? nil : JSON.array(map { .string($0) }).text }
}

extension [WeightedName] {
  /// A JSON object of weights by name, in their order; `nil` for an empty one.
  fileprivate var stored: String? {
    isEmpty ? nil : JSON.object(JSONObject(map { ($0.name, .double($0.weight)) })).text
  }
}

extension RowReader {
  fileprivate mutating func texts() throws -> [String] { try optionalJSON()?.array?.compactMap(\.string) ?? [] }

  fileprivate mutating func weights() throws -> [WeightedName] {
    try optionalJSON()?.object?.members.map { WeightedName($0.key, $0.value.double ?? 0) } ?? []
  }
}
