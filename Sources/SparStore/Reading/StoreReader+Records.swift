// Lists of records, all at once or in pages.

package import SparCore

extension StoreReader {
  /// The records that match, in the order they were put.
  ///
  /// - Throws: `store.unknown_record` where a parent is of a kind that these records are not made from.
  package func records<R: StorableRecord>(_ type: R.Type = R.self, _ query: RecordQuery = .all) throws -> [Stored<R>] {
    guard query.parents?.isEmpty != true else { return [] }
    let condition = try condition(of: query, in: R.layout)
    let sql = "\(R.layout.select)\(condition.sql) ORDER BY id LIMIT ?"
    let found = try connection.all(sql) { row in
      condition.bind(to: &row)
      row.add(query.limit ?? -1)
    } read: {
      try Stored<R>(from: &$0)
    }
    return try found.map { try withParts($0) }
  }

  /// Calls `body` with one record after the other without holding them all; `body` may read other things.
  package func forEach<R: StorableRecord>(
    _ type: R.Type = R.self, _ query: RecordQuery = .all, body: (Stored<R>) throws -> Void
  ) throws {
    var page = query
    var remaining = query.limit ?? .max
    while remaining > 0 {
      page.limit = min(256, remaining)
      let records = try records(type, page)
      for record in records { try body(record) }
      guard records.count == page.limit, let last = records.last else { return }
      page.after = last.id
      remaining -= records.count
    }
  }

  /// The records whose key begins with these hexadecimal digits, at most `limit`.
  package func find(keyPrefix: String, limit: Int = 20) throws -> [RecordID] {
    guard let range = KeyRange(prefix: keyPrefix) else { return [] }
    var found: [RecordID] = []
    for table in KeyTable.all { found += try ids(in: table, range, limit: limit) }
    return Array(found.prefix(limit))
  }

  private func ids(in table: KeyTable, _ range: KeyRange, limit: Int) throws -> [RecordID] {
    try connection.all(table.inRange) { row in
      row.add(range.lower)
      row.add(range.upper)
      row.add(limit)
    } read: { row in
      row.id(table.kind)
    }
  }

  private func condition(of query: RecordQuery, in layout: RecordLayout) throws -> Condition {
    var condition = Condition()
    if let parents = query.parents {
      condition.add(anyOf: try parentColumns(of: parents, in: layout), Self.isInList, Self.list(parents))
    }
    if let model = query.model, !layout.models.isEmpty { condition.add(anyOf: layout.models, "= ?", .text(model)) }
    if let run = query.run { condition.add("run_id = ?", .integer(run.number)) }
    if let iteration = query.iteration { condition.add("iteration = ?", .integer(Int64(iteration))) }
    if let after = query.after { condition.add("id > ?", .integer(after.number)) }
    return condition
  }

  private func parentColumns(of parents: [RecordID], in layout: RecordLayout) throws -> [String] {
    let kind = parents[0].kind
    if let stranger = parents.first(where: { $0.kind != kind }) {
      throw StoreError(.unknownRecord, "\(stranger) is not of the kind \(kind.rawValue), as the others are.")
    }
    let columns = layout.columns(for: kind)
    guard !columns.isEmpty else {
      throw StoreError(
        .unknownRecord, "Records of the kind \(layout.kind.rawValue) are never made from the kind \(kind.rawValue).")
    }
    return columns
  }

  /// One statement for lists of every length: the list is passed as JSON.
  static let isInList = "IN (SELECT value FROM json_each(?))"
  static func list(_ ids: [RecordID]) -> Condition.Value { .text(JSON.array(ids.map { .int($0.number) }).text) }
}
