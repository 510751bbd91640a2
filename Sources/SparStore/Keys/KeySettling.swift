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

  var isUnderWay: Bool { fresh.due() != nil }

  /// Settles a part of the keys of a kind of which there are many: the writer's callers wait for a part, not for all.
  /// What fails, for want of room, is tried again later.
  ///
  /// - Parameter count: keys that have just come; of a kind that is due, twice as many are settled.
  func goOn(after count: Int) {
    for _ in 0...(2 * count / FreshKeys.usualPart) {
      guard let table = fresh.due() else { return }
      do { try settlePart(of: table) } catch { fresh.postpone(table) }
    }
  }

  func settle(_ table: KeyTable) throws {
    repeat { try settlePart(of: table) } while fresh.isSettling(table)
  }

  private func settlePart(of table: KeyTable) throws {
    if !fresh.isSettling(table) { try begin(table) }
    guard let part = fresh.part(of: table) else { return }
    try inTransaction { try settle(part.entries, upTo: part.last, in: table) }
    fresh.settled(part, of: table)
  }

  private func begin(_ table: KeyTable) throws {
    let (settled, _, records) = try bounds(of: table)
    // Another program may have written into the table meanwhile, or taken rows away.
    let isWhole = Int64(fresh.count(in: table)) == records - settled
    let entries = isWhole ? nil : try entries(after: settled, upTo: records, in: table)
    fresh.beginSettling(table, upTo: records, entries)
  }

  /// One statement for each key: with one for all of them SQLite would keep a copy of every page it touches.
  ///
  /// - Parameter last: up to which record all are settled with these; `nil` where more follow.
  private func settle(_ entries: [FreshKeys.Entry], upTo last: Int64?, in table: KeyTable) throws {
    for entry in entries {
      try connection.run(table.settle) { statement in
        statement.add(entry.key)
        statement.add(entry.row)
      }
    }
    guard let last else { return }
    try connection.run(table.forgetFresh) { $0.add(last) }
    try connection.write([], upTo: last, to: table)
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
      let entries = try entries(after: settled, upTo: next, in: table)
      try inTransaction { try settle(entries.sorted { $0.key < $1.key }, upTo: next, in: table) }
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
