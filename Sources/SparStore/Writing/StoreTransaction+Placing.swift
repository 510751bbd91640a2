// Storing many records of which only the rows matter: nothing is read back.

package import SparCore

/// Where a record is.
package struct PlacedRecord: Sendable, Equatable {
  package let id: RecordID
  /// Whether it was stored just now.
  package let isNew: Bool
}

extension StoreTransaction {
  /// Stores a record unless its key is there already.
  ///
  /// - Parameter expectingKnown: whether it probably is: then looking first is cheaper than trying to insert it. What
  ///   comes of it is the same.
  package func place<R: StorableRecord>(
    _ record: R, key: ContentKey, provenance: Provenance = Provenance(), expectingKnown: Bool = false
  ) throws -> PlacedRecord {
    if expectingKnown, let id = try id(R.self, key: key) { return PlacedRecord(id: id, isNew: false) }
    if let id = try insert(record, key: key, provenance: provenance) { return PlacedRecord(id: id, isNew: true) }
    guard let id = try id(R.self, key: key) else {
      throw StoreError(.failed, "The \(R.kind.rawValue) with the key \(key.short) is there and cannot be found.")
    }
    return PlacedRecord(id: id, isNew: false)
  }

  private func id<R: StorableRecord>(_ type: R.Type, key: ContentKey) throws -> RecordID? {
    try connection.first(R.layout.selectIDByKey, { $0.add(key) }) { $0.id(R.kind) }
  }
}
