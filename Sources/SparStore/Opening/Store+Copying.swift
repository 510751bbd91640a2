// A copy of a database to try things on.

internal import GRDB
package import SparCore

extension Store {
  /// Opens a copy of the database at `path`, which may be in use, for writing; it goes away with the store. Where there
  /// is no database the copy is empty.
  ///
  /// - Throws: what `open` throws; `store.read_only` or `store.full` where there is no room for a copy.
  package static func openCopy(
    of path: String, clock: WallClock = .system, patience: Double = 5
  ) throws(StoreError) -> Store {
    let source = try DatabaseFile(path)
    let copy = try DatabaseFile(temporaryFor: path)
    do throws(StoreError) {
      if try source.version(patience: patience) > 0 { try source.copy(to: copy.path, patience) }
      let lock = try WriterLock.acquire(database: copy.path, shown: copy.shown, seconds: patience)
      return try openForWriting(copy, lock: lock, clock: clock, patience: patience)
    } catch {
      copy.removeTemporaryFolder()
      throw error
    }
  }
}

extension DatabaseFile {
  /// Page by page, as of one moment; a process that writes goes on.
  fileprivate func copy(to target: String, _ patience: Double) throws(StoreError) {
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(patience)
      let source = try DatabaseQueue(path: path, configuration: configuration)
      defer { try? source.close() }
      let copy = try DatabaseQueue(path: target)
      defer { try? copy.close() }
      try source.backup(to: copy)
    } catch { throw StoreError(error, path: shown) }
  }
}
