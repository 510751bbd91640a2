// One writer, many callers: whatever queued up during a COMMIT goes into the next one.
// A commit waits for the disk, so it never happens on the caller's thread.

internal import GRDB
internal import Glibc
internal import SparCore
internal import Synchronization

/// The queue in front of the writing connection.
final class GroupCommit: Sendable {
  private struct State {
    var waiting: [PendingWrite] = []
    var isDraining = false
    var isClosed = false
  }

  private enum Admission { case starts, joins, closed }

  private let state = Mutex(State())
  private let committed = Atomic<Int>(0)
  /// Used on the writer's thread alone.
  private let gathering = Mutex(Gathering())
  let writer: DatabaseQueue
  private let path: String
  private let keys: FreshKeys
  private let checkpointer: Checkpointer
  private let clock: WallClock

  init(_ writer: DatabaseQueue, path: String, keys: FreshKeys, checkpointer: Checkpointer, clock: WallClock) {
    self.writer = writer
    self.path = path
    self.keys = keys
    self.checkpointer = checkpointer
    self.clock = clock
  }

  /// How many groups have been committed.
  var commitCount: Int { committed.load(ordering: .relaxed) }

  func add(_ write: PendingWrite) {
    switch admit(write) {
    case .starts: writer.asyncWriteWithoutTransaction { self.drain(Connection($0, statements: StatementMemo())) }
    case .joins: break
    case .closed: write.fail(.closed(path))
    }
  }

  /// Takes no more, and returns when all that was taken is committed.
  func close() {
    state.withLock { $0.isClosed = true }
    // The connection's queue is serial: this waits for a drain that is under way or about to start.
    writer.writeWithoutTransaction { _ in }
    checkpointer.close()
  }

  private func admit(_ write: PendingWrite) -> Admission {
    state.withLock { state in
      guard !state.isClosed else { return .closed }
      state.waiting.append(write)
      guard !state.isDraining else { return .joins }
      state.isDraining = true
      return .starts
    }
  }

  private func drain(_ connection: Connection) {
    let settling = KeySettling(connection: connection, fresh: keys)
    while let group = nextGroup(orNone: settling.isUnderWay) {
      let count = group.isEmpty ? 0 : commit(group, on: connection)
      settling.goOn(after: count)
      checkpointer.committed(on: connection)
      gathering.withLock { $0.wait(after: group.count, count: waitingCount, sleep: { usleep($0) }) }
    }
  }

  /// `nil` where no more will come.
  private func waitingCount() -> Int? { state.withLock { $0.isClosed ? nil : $0.waiting.count } }

  /// - Parameter orNone: whether there is something to do beside groups, which come first.
  private func nextGroup(orNone: Bool) -> [PendingWrite]? {
    state.withLock { state in
      guard !state.waiting.isEmpty || orNone && !state.isClosed else {
        state.isDraining = false
        return nil
      }
      defer { state.waiting = [] }
      return state.waiting
    }
  }

  /// - Returns: how many keys came.
  private func commit(_ group: [PendingWrite], on connection: Connection) -> Int {
    let time = clock.now().description
    let new = NewKeys(keys)
    do {
      try connection.begin()
      let transaction = transaction(on: connection, new, time)
      for write in group { try write.perform(in: transaction) }
      if transaction.hasNewSeeds { try transaction.indexNewSeeds() }
      try commit(new, on: connection)
      for write in group { write.succeed() }
      return new.count
    } catch {
      connection.rollback()
      new.drop()
      return commitGuarded(group, on: connection, time: time)
    }
  }

  /// The same once more, after a failure: each piece of work inside a savepoint of its own, which costs a tenth more.
  private func commitGuarded(_ group: [PendingWrite], on connection: Connection, time: String) -> Int {
    var done: [PendingWrite] = []
    var rest = group[...]
    let new = NewKeys(keys)
    do {
      try connection.begin()
      while let write = rest.popFirst() {
        if try perform(write, on: connection, new, time: time) { done.append(write) }
      }
      try commit(new, on: connection)
      for write in done { write.succeed() }
      return new.count
    } catch {
      connection.rollback()
      new.drop()
      let error = StoreError(error, path: path)
      for write in done + rest { write.fail(error) }
      return 0
    }
  }

  private func commit(_ new: NewKeys, on connection: Connection) throws {
    try new.write(to: connection)
    try connection.commit()
    committed.add(1, ordering: .relaxed)
  }

  private func transaction(on connection: Connection, _ new: NewKeys, _ time: String) -> StoreTransaction {
    let finder = KeyFinder(connection, keys, settlings: keys.settlings)
    return StoreTransaction(finder, new: new, time: time)
  }

  /// Runs one piece of work inside the group, and undoes and reports it alone where it fails.
  ///
  /// - Returns: whether it takes part in the commit.
  /// - Throws: where the failure has ended the whole transaction, as SQLite may do when the disk is full.
  private func perform(
    _ write: PendingWrite, on connection: Connection, _ new: NewKeys, time: String
  ) throws -> Bool {
    let before = new.count
    do {
      try connection.run("SAVEPOINT work")
      let transaction = transaction(on: connection, new, time)
      try write.perform(in: transaction)
      if transaction.hasNewSeeds { try transaction.indexNewSeeds() }
      try connection.run("RELEASE work")
      return true
    } catch {
      write.fail(StoreError(error, path: path))
      new.drop(after: before)
      guard connection.isInsideTransaction else { throw error }
      try connection.run("ROLLBACK TO work")
      try connection.run("RELEASE work")
      return false
    }
  }
}
