// What can be asked of the store: single records. Lists, calls, lineage and costs stand in files beside it.

package import SparCore

/// Lent to the body of `Store.read`; never kept longer. Everything it answers is of one moment.
package struct StoreReader {
  let keys: KeyFinder
  var connection: Connection { keys.connection }

  init(_ keys: KeyFinder) { self.keys = keys }

  package func record<R: StorableRecord>(_ type: R.Type = R.self, id: RecordID) throws -> Stored<R>? {
    let found = try connection.first(R.layout.selectByID, { try $0.add(id, R.kind) }) { try Stored<R>(from: &$0) }
    return try found.map { try withParts($0) }
  }

  package func record<R: StorableRecord>(_ type: R.Type = R.self, key: ContentKey) throws -> Stored<R>? {
    guard let row = try keys.row(of: key, in: R.layout.keys) else { return nil }
    let found = try record(R.self, id: RecordID(R.kind, row))
    return found?.key == key ? found : nil
  }

  /// The key of a record.
  ///
  /// - Throws: `store.unknown_record` where there is none, or where its kind has no keys.
  package func key(of id: RecordID) throws -> ContentKey {
    guard StoredKinds.layout(of: id.kind) != nil || id.kind == .call else {
      throw StoreError(.unknownRecord, "Records of the kind \(id.kind.rawValue) have no key.")
    }
    let sql = "SELECT key FROM \(id.kind.rawValue) WHERE id = ?"
    guard let key = try connection.first(sql, { $0.add(id.number) }, read: { try $0.key() }) else {
      throw StoreError(.unknownRecord, "There is no record \(id).")
    }
    return key
  }

  /// Where a record came from, besides its parents; `nil` where there is no such record.
  package func provenance(of id: RecordID) throws -> Provenance? {
    guard StoredKinds.layout(of: id.kind) != nil else { return nil }
    let sql = """
      SELECT agent.hash, call.key, record.run_id, record.iteration FROM \(id.kind.rawValue) AS record
      LEFT JOIN agent ON agent.id = record.agent_id LEFT JOIN call ON call.id = record.call_id WHERE record.id = ?
      """
    return try connection.first(sql, { $0.add(id.number) }) { row in
      Provenance(
        agent: try row.optionalKey(), call: try row.optionalKey(), run: row.optionalID(.run),
        iteration: row.optionalInteger().map { Int($0) })
    }
  }

  package func agent(_ hash: ContentKey) throws -> AgentDefinition? {
    try connection.first("SELECT stage, name, role, text FROM agent WHERE hash = ?", { $0.add(hash) }) { row in
      AgentDefinition(stage: row.text(), name: row.text(), role: row.text(), hash: hash, text: row.text())
    }
  }

  /// The newest revision of a skill's types.
  package func latestTaxonomy(skill: String) throws -> Stored<Taxonomy>? {
    let sql = "\(Taxonomy.layout.select) WHERE skill = ? ORDER BY id DESC LIMIT 1"
    let found = try connection.first(sql, { $0.add(skill) }) { try Stored<Taxonomy>(from: &$0) }
    return try found.map { try withParts($0) }
  }

  func withParts<R: StorableRecord>(_ stored: Stored<R>) throws -> Stored<R> {
    var value = stored.value
    try value.readParts(of: stored.id, from: self)
    return Stored(id: stored.id, key: stored.key, value: value)
  }
}

extension Stored where Value: StorableRecord {
  init(from row: inout RowReader) throws {
    self.init(id: row.id(Value.kind), key: try row.key(), value: try Value(from: &row))
  }
}
