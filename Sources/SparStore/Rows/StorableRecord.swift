// What a kind of record says about its row, so that one generic path stores and reads them all.

package import SparCore

/// A record that has a table of its own. `layout`, `write` and `init` name the same columns in the same order.
package protocol StorableRecord: Record {
  static var layout: RecordLayout { get }
  func write(to row: inout RowWriter) throws
  init(from row: inout RowReader) throws

  /// Rows of other tables that are a part of this record: the nodes of a taxonomy.
  func putParts(of id: RecordID, in transaction: StoreTransaction) throws
  mutating func readParts(of id: RecordID, from reader: StoreReader) throws
}

extension StorableRecord {
  package func putParts(of id: RecordID, in transaction: StoreTransaction) throws {}
  package mutating func readParts(of id: RecordID, from reader: StoreReader) throws {}
}
