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
      fresh.begin(table, try settled(in: table))
      for entries in try connection.all(table.fresh, read: { try entries(from: &$0, table) }) { fresh.add(entries) }
    }
  }

  /// All keys of calls are read while they are few, for each request asks for one.
  private func settled(in table: KeyTable) throws -> FreshKeys.Settled {
    guard try connection.first(table.hasSettled, read: { $0.integer() }) != nil else { return .none }
    guard table.kind == .call, try bounds(of: table).settled <= KeyFilter.mostAtOpening else { return .unknown }
    var filter = KeyFilter()
    _ = try connection.all("SELECT key FROM call_key") { filter.insert(try $0.key()) }
    return .among(filter)
  }

  /// Settles the keys of those kinds of which there are many. What fails, for want of room, is tried again later.
  func settleDue() {
    for table in fresh.due() {
      do { try settle(table) } catch { fresh.postpone(table) }
    }
  }

  func settle(_ table: KeyTable) throws {
    let (settled, _, records) = try bounds(of: table)
    var entries = fresh.entries(in: table)
    // Another program has written into the table meanwhile, or taken rows away.
    if Int64(entries.count) != records - settled {
      entries = try self.entries(after: settled, upTo: records, in: table)
    }
    try settle(entries, upTo: records, in: table)
    fresh.settle(table)
  }

  /// One statement for each key: with one for all of them SQLite would keep a copy of every page it touches.
  private func settle(_ entries: [FreshKeys.Entry], upTo last: Int64, in table: KeyTable) throws {
    try inTransaction {
      for entry in entries.sorted(by: { $0.key < $1.key }) {
        try connection.run(table.settle) { statement in
          statement.add(entry.key)
          statement.add(entry.row)
        }
      }
      try connection.run(table.forgetFresh)
      try connection.write([], upTo: last, to: table)
    }
  }

  /// Records whose keys are not written down were put by another program than this one.
  private func catchUp(_ table: KeyTable) throws {
    var (settled, written, records) = try bounds(of: table)
    guard written < records else { return }
    guard records - written > Int64(fresh.limit) else {
      let missing = try entries(after: written, upTo: records, in: table)
      return try inTransaction { try connection.write(missing, to: table) }
    }
    while settled < records {
      let next = min(records, settled + Self.step)
      try settle(try entries(after: settled, upTo: next, in: table), upTo: next, in: table)
      settled = next
    }
  }

  /// So many keys take 30 MB.
  private static var step: Int64 { 500_000 }

  private func entries(after first: Int64, upTo last: Int64, in table: KeyTable) throws -> [FreshKeys.Entry] {
    try connection.all(table.records) { statement in
      statement.add(first)
      statement.add(last)
    } read: { row in
      FreshKeys.Entry(table: table, row: row.integer(), key: try row.key())
    }
  }

  private func entries(from row: inout RowReader, _ table: KeyTable) throws -> [FreshKeys.Entry] {
    let last = row.integer()
    let keys = try row.keys()
    return keys.enumerated().map { index, key in
      FreshKeys.Entry(table: table, row: last - Int64(keys.count - 1 - index), key: key)
    }
  }

  private func bounds(of table: KeyTable) throws -> (settled: Int64, written: Int64, records: Int64) {
    try connection.first(table.bounds) { ($0.integer(), $0.integer(), $0.integer()) } ?? (0, 0, 0)
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
