// Opening a database: lock, look, migrate, set up the two connections.

internal import CSQLiteShim
internal import GRDB
package import SparCore

extension Store {
  /// Opens the database at `path`.
  ///
  /// - Parameters:
  ///   - path: `:memory:` stands for a file that goes away with the store.
  ///   - patience: seconds to wait for another process that writes, whether Spar or not.
  ///   - pageLimit: the size, in pages of 4 KB, above which writes fail with `store.full`.
  ///   - logLimit: from how many bytes on the log is copied into the database.
  ///   - onWait: told once who holds the database, before it is waited for.
  /// - Throws: `store.newer`, `store.older` (for reading only), `store.foreign`, `store.not_a_database`, `store.missing`,
  ///   `store.read_only`, `store.busy`, `store.full`, `store.corrupt`, `store.failed`.
  package static func open(
    path: String, access: Access = .write, clock: WallClock = .system, patience: Double = 5, pageLimit: Int? = nil,
    logLimit: Int = Checkpointer.usualLimit, onWait: (String) -> Void = { _ in }
  ) throws(StoreError) -> Store {
    _ = sqliteIsPrepared
    let file = try DatabaseFile(path)
    switch access {
    case .read: return try openForReading(file, clock: clock, patience: patience)
    case .write:
      let lock = try WriterLock.acquire(database: file.path, shown: file.shown, seconds: patience, onWait: onWait)
      do throws(StoreError) {
        return try openForWriting(
          file, lock: lock, clock: clock, patience: patience, pageLimit: pageLimit, logLimit: logLimit)
      } catch {
        lock.release()
        throw error
      }
    }
  }

  /// Settings hold for the process, and only before its first connection.
  private static let sqliteIsPrepared: Void = spar_sqlite_prepare()

  private static func openForReading(
    _ file: DatabaseFile, clock: WallClock, patience: Double
  ) throws(StoreError) -> Store {
    guard file.exists else { throw .missing(file.shown) }
    let version = try file.version(patience: patience)
    guard version == Migration.all.count else {
      throw .older(file.shown, version: version, known: Migration.all.count)
    }
    do {
      return Store(file: file, lock: nil, group: nil, reader: try readerConnection(to: file, patience), keys: nil)
    } catch { throw StoreError(error, path: file.shown) }
  }

  static func openForWriting(
    _ file: DatabaseFile, lock: WriterLock, clock: WallClock, patience: Double, pageLimit: Int? = nil,
    logLimit: Int = Checkpointer.usualLimit
  ) throws(StoreError) -> Store {
    let version = try file.version(patience: patience)
    do {
      let writer = try writerConnection(to: file, patience)
      let keys = FreshKeys()
      try writer.inDatabase { database in
        if let pageLimit { try database.execute(sql: "PRAGMA max_page_count = \(pageLimit)") }
        try Migration.migrate(database, from: version)
        try interruptDeadRuns(Connection(database), at: clock.now())
        if file.isDurable { _ = spar_wal_gather(database.sqliteConnection) }
        try KeySettling(connection: Connection(database), fresh: keys).begin()
      }
      let checkpointer = Checkpointer(limit: logLimit) { try copyingConnection(to: file) }
      let group = GroupCommit(writer, path: file.shown, keys: keys, checkpointer: checkpointer, clock: clock)
      return Store(file: file, lock: lock, group: group, reader: try readerConnection(to: file, patience), keys: keys)
    } catch { throw StoreError(error, path: file.shown) }
  }

  private static func writerConnection(to file: DatabaseFile, _ patience: Double) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "spar.store.writer"
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(patience)
    // A transaction that cannot even be rolled back is reported by the next BEGIN; GRDB would end the program.
    configuration.allowsUnsafeTransactions = true
    let writer = try DatabaseQueue(path: file.path, configuration: configuration)
    try writer.inDatabase { database in
      // GRDB sets NORMAL for WAL, which may lose the last commits with the power. Set after opening, or it is undone.
      try database.execute(sql: "PRAGMA synchronous = \(file.isDurable ? "FULL" : "OFF")")
      // The log is copied by `Checkpointer`.
      try database.execute(
        sql: "PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY")
    }
    return writer
  }

  private static func copyingConnection(to file: DatabaseFile) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "spar.store.checkpointer"
    configuration.journalMode = .wal
    let queue = try DatabaseQueue(path: file.path, configuration: configuration)
    // NORMAL, which GRDB sets for WAL, synchronises the log before it is copied, and the database after.
    if !file.isDurable { try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") } }
    return queue
  }

  private static func readerConnection(to file: DatabaseFile, _ patience: Double) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "spar.store.reader"
    configuration.readonly = true
    configuration.busyMode = .timeout(patience)
    configuration.allowsUnsafeTransactions = true
    return try DatabaseQueue(path: file.path, configuration: configuration)
  }

  /// Runs whose process ended without a word.
  private static func interruptDeadRuns(_ connection: Connection, at time: Timestamp) throws {
    let running = try connection.all("SELECT id, process FROM run WHERE status = 'running'") { row in
      (id: row.integer(), process: ProcessIdentity(row.text()))
    }
    for run in running where run.process?.isAlive != true {
      try connection.run(RunRecord.end) { row in
        row.add(RunStatus.interrupted)
        row.add(nil as Int?)
        row.add(time.description)
        row.add(run.id)
      }
    }
  }
}
