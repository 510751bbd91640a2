// Bringing fresh keys into their order, and catching up with rows that another program has written.

internal import SparCore

/// Works on the writer's connection, outside of its groups.
struct KeySettling {
  let connection: Connection
  let fresh: FreshKeys

  /// Reads the fresh keys, when a database is opened.
  func begin() throws {
    for table in KeyTable.all {
      try catchUp(table)
      if try connection.first(table.hasSettled, read: { $0.integer() }) != nil { fresh.settle(table) }
      for entries in try connection.all(table.fresh, read: { try entries(from: &$0, table) }) { fresh.add(entries) }
    }
  }

  /// Settles the keys of those kinds of which there are many. What fails, for want of room, is tried again later.
  func settleDue() {
    for table in fresh.due() {
      do { try settle(table) } catch { fresh.postpone(table) }
    }
  }

  func settle(_ table: KeyTable) throws {
    try settle(table, upTo: try bounds(of: table).records)
    fresh.settle(table)
  }

  private func settle(_ table: KeyTable, upTo last: Int64) throws {
    try inTransaction {
      try connection.run(table.settle) { $0.add(last) }
      try connection.run(table.forgetFresh)
      try connection.write([], upTo: last, to: table)
    }
  }

  /// Records whose keys are not written down were put by another program than this one.
  private func catchUp(_ table: KeyTable) throws {
    var (written, records) = try bounds(of: table)
    guard written < records else { return }
    guard records - written > Int64(fresh.limit) else {
      return try add(recordsAfter: written, upTo: records, to: table)
    }
    while written < records {
      written = min(records, written + Self.step)
      try settle(table, upTo: written)
    }
  }

  /// So many keys are sorted in 30 MB.
  private static var step: Int64 { 500_000 }

  private func add(recordsAfter first: Int64, upTo last: Int64, to table: KeyTable) throws {
    let entries = try connection.all(table.records) { statement in
      statement.add(first)
      statement.add(last)
    } read: { row in
      FreshKeys.Entry(table: table, row: row.integer(), key: try row.key())
    }
    try inTransaction { try connection.write(entries, to: table) }
  }

  private func entries(from row: inout RowReader, _ table: KeyTable) throws -> [FreshKeys.Entry] {
    let last = row.integer()
    let keys = try row.keys()
    return keys.enumerated().map { index, key in
      FreshKeys.Entry(table: table, row: last - Int64(keys.count - 1 - index), key: key)
    }
  }

  private func bounds(of table: KeyTable) throws -> (written: Int64, records: Int64) {
    try connection.first(table.bounds) { (written: $0.integer(), records: $0.integer()) } ?? (0, 0)
  }

  private func inTransaction(_ body: () throws -> Void) throws {
    do {
      try connection.begin()
      try body()
      try connection.commit()
    } catch {
      connection.rollback()
      throw error
    }
  }
}
