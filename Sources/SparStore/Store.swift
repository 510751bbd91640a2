// The memory of Spar: one SQLite file, one writer that commits in groups, readers that never wait for it.
// What a record is belongs to SparCore; which calls to make and when to stop belongs to the engine.

internal import GRDB
package import SparCore
internal import Synchronization

/// An open database.
///
/// A second `Store` for writing on the same file is refused, in this process or another; stores for reading are not.
package final class Store: Sendable {
  package enum Access: Sendable {
    /// Creates the file where there is none, and brings its schema up to date.
    case write
    /// Neither creates nor changes anything, and needs no lock.
    case read
  }

  /// As the user named it.
  package let path: String
  let file: DatabaseFile
  let lock: WriterLock?
  let group: GroupCommit?
  let reader: DatabaseQueue
  /// `nil` where nothing but the database can tell.
  let keys: FreshKeys?
  private let isClosed = Atomic<Bool>(false)

  init(file: DatabaseFile, lock: WriterLock?, group: GroupCommit?, reader: DatabaseQueue, keys: FreshKeys?) {
    path = file.shown
    self.file = file
    self.lock = lock
    self.reader = reader
    self.keys = keys
    self.group = group
  }

  deinit { close() }

  /// Commits what has been queued, then gives the file back. Later reads and writes throw `store.closed`.
  package func close() {
    guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
    group?.close()
    try? reader.close()
    try? group?.writer.close()
    lock?.release()
    file.removeTemporaryFolder()
  }

  /// Queues work for the writer, and returns when it is durable: after the COMMIT of the group it went into.
  ///
  /// Work is done in the order it was queued. A body that throws undoes its own work only. Cancelling the caller's
  /// task does not take queued work back. A body may be run a second time, after all that it did was undone because
  /// another one in its group had failed: it must depend on nothing but the transaction and what it was given.
  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (StoreTransaction) throws -> Value
  ) async throws(StoreError) -> Value {
    let made = WrittenValue<Value>()
    try await perform { made.value = try body($0) }
    guard let value = made.value else { preconditionFailure("a body that was committed has returned a value") }
    return value
  }

  /// The same for work that keeps its own results: without a type of its own, it costs a call a tenth less.
  package func perform(_ body: @escaping @Sendable (StoreTransaction) throws -> Void) async throws(StoreError) {
    guard let group else { throw .readOnly(path) }
    let error = await withUnsafeContinuation { group.add(PendingWrite(body, $0)) }
    if let error { throw error }
  }

  /// Runs `body` on the calling thread; it sees everything that was committed when it began, and nothing later.
  package func read<Value>(_ body: (StoreReader) throws -> Value) throws(StoreError) -> Value {
    guard !isClosed.load(ordering: .acquiring) else { throw .closed(path) }
    do {
      return try reader.unsafeReentrantRead { database in
        let connection = Connection(database)
        // Inside of another read: how often keys had been settled at its moment is not known here.
        guard !connection.isInsideTransaction else { return try body(storeReader(connection, settlings: -1)) }
        let settlings = keys?.settlings ?? 0
        try connection.enter()
        defer { connection.leave() }
        return try body(storeReader(connection, settlings: settlings))
      }
    } catch { throw StoreError(error, path: path) }
  }

  /// Runs `body`, which asks for one thing: a statement sees one moment by itself, and needs no transaction around it.
  package func lookUp<Value>(_ body: (StoreReader) throws -> Value) throws(StoreError) -> Value {
    guard !isClosed.load(ordering: .acquiring) else { throw .closed(path) }
    do {
      return try reader.unsafeReentrantRead { database in
        let connection = Connection(database)
        let settlings = connection.isInsideTransaction ? -1 : keys?.settlings ?? 0
        return try body(storeReader(connection, settlings: settlings))
      }
    } catch { throw StoreError(error, path: path) }
  }

  private func storeReader(_ connection: Connection, settlings: Int) -> StoreReader {
    StoreReader(KeyFinder(connection, keys, settlings: settlings))
  }

  /// The call with this key, whatever became of it.
  package func call(key: ContentKey) throws(StoreError) -> StoredCall? {
    guard !isClosed.load(ordering: .acquiring) else { throw .closed(path) }
    // Without a way to the connection, which costs more than to know.
    if let keys, keys.isUnknown(key, in: .call) { return nil }
    return try lookUp { try $0.call(key: key) }
  }

  /// How many groups have been committed: many writes share one.
  package var commitCount: Int { group?.commitCount ?? 0 }
}
