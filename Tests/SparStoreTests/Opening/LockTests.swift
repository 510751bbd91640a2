// One writer per database; readers are never kept waiting.

import Foundation
import GRDB
import LoopKit
import SparCore
import SparStore
import Testing

@Suite struct LockTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("a second writer is refused with the first one's process")
  func second() throws {
    let first = try Store.open(path: folder.database)
    let error = #expect(throws: StoreError.self) { try Store.open(path: folder.database, patience: 0) }
    #expect(error?.code == "store.busy")
    #expect(error?.isRetryable == true)
    #expect(error?.message == "The database \(folder.database) is being written by process \(getpid()).")
    first.close()
    try Store.open(path: folder.database, patience: 0).close()
  }

  @Test("a symbolic link is no way around the lock")
  func link() throws {
    let first = try Store.open(path: folder.database)
    let link = folder.path + "/link.db"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.database)
    let error = #expect(throws: StoreError.self) { try Store.open(path: link, patience: 0) }
    #expect(error?.code == "store.busy")
    first.close()
  }

  @Test("a second writer that waits gets in when the first one closes")
  func waiting() async throws {
    let first = try Store.open(path: folder.database)
    let path = folder.database
    // On the host's thread: a test must not hold one of the few threads that tests share.
    let waiting = Host.task { try Store.open(path: path, patience: 60) }
    first.close()
    try await waiting.value.close()
  }

  @Test("the lock of a process that died is no obstacle")
  func stale() throws {
    _ = try folder.write(Array("4194000\n".utf8), to: "spar.db-lock")
    try Store.open(path: folder.database, patience: 0).close()
  }

  @Test("a failed opening gives the lock back")
  func failedOpening() throws {
    let path = try folder.write(Array("no database, but long enough to be looked at".utf8), to: "spar.db")
    #expect(throws: StoreError.self) { try Store.open(path: path, patience: 0) }
    try FileManager.default.removeItem(atPath: path)
    try Store.open(path: path, patience: 0).close()
  }

  @Test("a reader works beside a writer, and does not disturb it")
  func reader() async throws {
    let writer = try Store.open(path: folder.database)
    let reader = try Store.open(path: folder.database, access: .read, patience: 0)
    try await reader.read { _ in Task { _ = try await writer.write { try $0.put(Seed.sample(), key: .named("s")) } } }
      .value
    #expect(try reader.read { try $0.counts()[.seed] } == 1)
  }

  @Test("another program in the middle of a write makes ours say busy, and lets it go on later")
  func otherProgram() async throws {
    let store = try Store.open(path: folder.database, patience: 0)
    let error = try await whileAnotherWrites {
      await #expect(throws: StoreError.self) { try await store.write { try $0.put(input: "x") } }
    }
    #expect(error?.code == "store.busy")
    try await store.write { try $0.put(input: "y") }
    #expect(try store.read { try $0.recentInputs(9) } == ["y"])
  }

  /// Runs `body` while another connection holds SQLite's write lock.
  private func whileAnotherWrites<Value>(_ body: () async throws -> Value) async throws -> Value {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: folder.database, configuration: configuration)
    try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let value = try await body()
    try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    try other.close()
    return value
  }
}
