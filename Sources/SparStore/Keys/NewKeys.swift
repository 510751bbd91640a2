// The keys that a group of writes has put, until it is committed.

internal import SparCore

/// Belongs to the writer's thread.
final class NewKeys {
  private let fresh: FreshKeys
  private var entries: [FreshKeys.Entry] = []

  init(_ fresh: FreshKeys) { self.fresh = fresh }

  var count: Int { entries.count }

  func add(_ key: ContentKey, _ row: Int64, to table: KeyTable) {
    let entry = FreshKeys.Entry(table: table, row: row, key: key)
    entries.append(entry)
    fresh.add(entry)
  }

  /// Forgets all but the first `count`, whose records have been taken back.
  func drop(after count: Int = 0) {
    fresh.remove(entries[count...])
    entries.removeSubrange(count...)
  }

  /// Writes all of them down, as a part of the group.
  func write(to connection: Connection) throws {
    for table in KeyTable.all where entries.contains(where: { $0.table === table }) {
      try connection.write(entries.filter { $0.table === table }, to: table)
    }
  }
}

extension Connection {
  /// Writes down the keys of records of one kind, in the order of their rows.
  func write(_ entries: [FreshKeys.Entry], to table: KeyTable) throws {
    var rest = entries[...]
    while let first = rest.first {
      // Without the rows that somebody has deleted, numbers do not follow one another.
      let run = zip(rest, first.row...).prefix { $0.row == $1 }.map(\.0)
      rest = rest.dropFirst(run.count)
      try write(run.flatMap(\.key.bytes), upTo: first.row + Int64(run.count) - 1, to: table)
    }
  }

  func write(_ keys: [UInt8], upTo row: Int64, to table: KeyTable) throws {
    try run(table.add) { statement in
      statement.add(row)
      statement.add(bytes: keys)
    }
  }
}
