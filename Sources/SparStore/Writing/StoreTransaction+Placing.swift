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
  package func place<R: StorableRecord>(
    _ record: R, key: ContentKey, provenance: Provenance = Provenance()
  ) throws -> PlacedRecord {
    if let row = try keys.row(of: key, in: R.layout.keys) {
      return PlacedRecord(id: RecordID(R.kind, row), isNew: false)
    }
    return PlacedRecord(id: try insertNew(record, key: key, provenance: provenance), isNew: true)
  }
}
