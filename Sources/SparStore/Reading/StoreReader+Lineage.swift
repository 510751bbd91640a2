// Lineage: from a record up to its seed, along the typed parent columns.

package import SparCore

/// One step of lineage: what a parent is to a child.
package struct LineageLink: Sendable, Hashable {
  package let child: RecordID
  package let role: String
  package let parent: RecordID

  package init(child: RecordID, role: String, parent: RecordID) {
    self.child = child
    self.role = role
    self.parent = parent
  }
}

extension StoreReader {
  /// All that a record was made from, nearest first, each link once.
  package func lineage(of id: RecordID) throws -> [LineageLink] {
    var links: [LineageLink] = []
    var known: Set<RecordID> = [id]
    var next = [id]
    while !next.isEmpty {
      let found = try next.flatMap { try parents(of: $0) }
      links += found
      next = found.map(\.parent).filter { known.insert($0).inserted }
    }
    return links
  }

  /// What a record was made from directly.
  package func parents(of id: RecordID) throws -> [LineageLink] {
    if id.kind == .call { return try parents(ofCall: id) }
    if id.kind == .dataset { return try parents(ofDataset: id) }
    guard let parents = StoredKinds.layout(of: id.kind)?.parents, !parents.isEmpty else { return [] }
    let sql = "SELECT \(parents.map(\.column).joined(separator: ", ")) FROM \(id.kind.rawValue) WHERE id = ?"
    return try connection.first(sql, { $0.add(id.number) }) { Self.links(from: id, parents, &$0) } ?? []
  }

  /// The call whose reply it corrects, or whose tool calls it answers.
  private func parents(ofCall id: RecordID) throws -> [LineageLink] {
    try call(before: id).map { [LineageLink(child: id, role: "after", parent: $0)] } ?? []
  }

  /// The call that a call follows in a conversation.
  func call(before id: RecordID) throws -> RecordID? {
    let sql = "SELECT after_key FROM call WHERE id = ?"
    guard let key = try connection.first(sql, { $0.add(id.number) }, read: { try $0.optionalKey() }) ?? nil else {
      return nil
    }
    return try keys.row(of: key, in: .call).map { RecordID(.call, $0) }
  }

  private func parents(ofDataset id: RecordID) throws -> [LineageLink] {
    let columns = DatasetRow.parents.map(\.column).joined(separator: ", ")
    let sql = "SELECT \(columns) FROM dataset_row WHERE dataset_id = ? ORDER BY position"
    let links = try connection.all(sql, { $0.add(id.number) }) { Self.links(from: id, DatasetRow.parents, &$0) }
    var known = Set<LineageLink>()
    return links.joined().filter { known.insert($0).inserted }
  }

  private static func links(
    from child: RecordID, _ parents: [ParentColumn], _ row: inout RowReader
  ) -> [LineageLink] {
    var links: [LineageLink] = []
    for column in parents {
      guard let parent = row.optionalID(column.kind) else { continue }
      links.append(LineageLink(child: child, role: column.role, parent: parent))
    }
    return links
  }
}
