// From a key to the row that has it.

internal import SparCore

/// Lent out with a connection, and for as long.
struct KeyFinder {
  let connection: Connection
  /// `nil` where another process may write: its fresh keys are looked for in their table.
  private let fresh: FreshKeys?
  /// How often keys had been settled before anything was read. Of what is settled later a reader's moment knows nothing.
  private let settlings: Int

  /// - Parameter settlings: of the moment that the connection sees; -1 where that is not known.
  init(_ connection: Connection, _ fresh: FreshKeys?, settlings: Int) {
    self.connection = connection
    self.fresh = fresh
    self.settlings = settlings
  }

  /// The number of the row that has the key, if one has: to who reads beside the writer it may not be there yet, and be
  /// another's in the end.
  func row(of key: ContentKey, in table: KeyTable) throws -> Int64? {
    guard let fresh else { return try settledRow(of: key, in: table) ?? freshRow(of: key, in: table) }
    switch fresh.find(key, in: table) {
    case .row(let row): return row
    case .unknown: return nil
    case .perhapsSettled(let now):
      if let row = try settledRow(of: key, in: table) { return row }
      // Settled since: in what this connection sees, the key still stands among the fresh ones.
      return now == settlings ? nil : try freshRow(of: key, in: table)
    }
  }

  private func settledRow(of key: ContentKey, in table: KeyTable) throws -> Int64? {
    try connection.first(table.find, { $0.add(key) }) { $0.integer() }
  }

  private func freshRow(of key: ContentKey, in table: KeyTable) throws -> Int64? {
    try connection.first(table.findFresh, { $0.add(key) }) { row in
      let (last, length, position) = (row.integer(), row.integer(), row.integer())
      return last - (length - position) / 32
    }
  }
}
