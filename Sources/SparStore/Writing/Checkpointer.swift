// Copying what was committed from the log into the database, beside the writer. Done by the writer, as SQLite does by
// itself, everybody who waited for a commit stood still for as long as the disk takes for 64 MB of log.

internal import CSQLiteShim
internal import GRDB
internal import Synchronization

/// Has a connection of its own, and a thread while it copies.
///
/// SQLite writes the log anew from its beginning only once all of it is copied. So while the writer goes on, what came
/// meanwhile is copied again, until it is little enough for the writer to do the rest between two groups.
package final class Checkpointer: Sendable {
  /// Longer logs took no less processor time (docs/decisions/0027-checkpoints.md), and what is left of one must be copied
  /// at the end of the program.
  package static let usualLimit = 4 << 20

  /// Little enough for the writer to copy itself.
  private static let fewPages = 256
  private static let mostRounds = 4

  private enum Step { case none, copy, finish }

  private struct State {
    /// Bytes of log below which there is nothing to do.
    var limit: Int
    var rounds = 0
    var isCopying = false
    /// Pages that were not copied in the last round.
    var rest: Int?
  }

  private let limit: Int
  private let open: @Sendable () throws -> DatabaseQueue
  private let connection = Mutex<DatabaseQueue?>(nil)
  private let state: Mutex<State>

  /// - Parameters:
  ///   - limit: bytes of log.
  ///   - open: makes its connection, when it is first needed.
  init(limit: Int = Checkpointer.usualLimit, open: @escaping @Sendable () throws -> DatabaseQueue) {
    self.limit = limit
    self.open = open
    state = Mutex(State(limit: limit))
  }

  /// Told by the writer on its thread, outside of a transaction, after each commit.
  func committed(on writer: Connection) {
    let length = writer.logLength
    switch state.withLock({ next(&$0, length) }) {
    case .none: break
    case .copy: copy()
    case .finish: finish(on: writer, length)
    }
  }

  /// Waits for a copy that is under way.
  func close() {
    let last = connection.withLock { $0.take() }
    try? last?.close()
  }

  private func next(_ state: inout State, _ length: Int) -> Step {
    guard !state.isCopying else { return .none }
    if length < limit { state.limit = limit }
    if let rest = state.rest, rest <= Self.fewPages || state.rounds >= Self.mostRounds { return .finish }
    guard state.rest != nil || length >= state.limit else { return .none }
    state.isCopying = true
    state.rounds += 1
    return .copy
  }

  private func copy() {
    guard let queue = try? connection.withLock({ try own(&$0) }) else { return copied(leaving: 0) }
    queue.asyncWriteWithoutTransaction { database in
      let result = try? database.checkpoint(.passive)
      self.copied(leaving: result.map { $0.walFrameCount - $0.checkpointedFrameCount } ?? 0)
    }
  }

  private func own(_ connection: inout DatabaseQueue?) throws -> DatabaseQueue {
    if let connection { return connection }
    let made = try open()
    connection = made
    return made
  }

  private func copied(leaving rest: Int) {
    state.withLock { state in
      state.isCopying = false
      state.rest = rest
    }
  }

  /// What could not be copied, because somebody still reads an earlier moment or the disk is full, is tried again when
  /// the log has grown by a sixteenth.
  private func finish(on writer: Connection, _ length: Int) {
    _ = try? writer.database.checkpoint(.passive)
    state.withLock { $0 = State(limit: max(limit, length + limit / 16)) }
  }
}

extension Connection {
  /// Bytes of the log, as far as this connection has appended to it.
  var logLength: Int { Int(spar_wal_length(database.sqliteConnection)) }
}
