// The writer: groups, isolation of failures, durability, order.

import LoopKit
import SparCore
@testable import SparStore
import Testing

private struct Refusal: Error {}

@Suite struct GroupCommitTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try Store.open(path: folder.database)
  }

  @Test("writes that come together share commits")
  func groups() async throws {
    try await Host.task { [store] in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<500 {
          group.addTask { _ = try await store.write { try $0.put(Seed.sample(), key: .named("\(number)")) } }
        }
        try await group.waitForAll()
      }
    }.value
    #expect(try store.read { try $0.counts()[.seed] } == 500)
    #expect(store.commitCount < 100)
  }

  @Test("a body that throws undoes its own work and nobody else's")
  func isolation() async throws {
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<100 {
        group.addTask {
          do {
            try await store.write { transaction in
              _ = try transaction.put(Seed.sample(), key: .named("\(number)"))
              if number.isMultiple(of: 3) { throw Refusal() }
            }
            return true
          } catch { return false }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(outcomes == 66)
    #expect(try store.read { try $0.counts()[.seed] } == 66)
    #expect(try store.read { try $0.record(Seed.self, key: .named("3")) } == nil)
  }

  @Test("an error of the body that the store does not know is wrapped with the path")
  func foreignError() async throws {
    let error = await #expect(throws: StoreError.self) { try await store.write { _ in throw Refusal() } }
    #expect(error?.code == "store.failed")
    #expect(error?.message.contains(folder.database) == true)
  }

  @Test("what a write returned from is seen by another connection at once")
  func durable() async throws {
    let other = try Store.open(path: folder.database, access: .read)
    for number in 0..<20 {
      let stored = try await store.write { try $0.put(Seed.sample(), key: .named("\(number)")) }
      #expect(try other.read { try $0.record(Seed.self, id: stored.id) } == stored)
    }
  }

  @Test("a write that nobody waits for is there as a whole or not at all, at every moment")
  func allOrNothing() async throws {
    let other = try Store.open(path: folder.database, access: .read)
    let writes = Host.task { [store] in
      for number in 0..<300 {
        try await store.write { transaction in
          _ = try transaction.put(Seed.sample(), key: .named("first \(number)"))
          _ = try transaction.put(Seed.sample(), key: .named("second \(number)"))
        }
      }
    }
    var seen = 0
    while seen < 600 {
      seen = try other.read { try $0.counts()[.seed] ?? 0 }
      #expect(seen.isMultiple(of: 2))
      await Task.yield()
    }
    try await writes.value
  }

  @Test("a read sees one moment from beginning to end")
  func snapshot() async throws {
    try await store.write { _ = try $0.put(Seed.sample(), key: .named("one")) }
    let reader = try Store.open(path: folder.database, access: .read)
    let (before, writing) = try reader.read { view in
      let before = try view.counts()[.seed]
      let writing = Host.task { [store] in try await store.write { _ = try $0.put(Seed.sample(), key: .named("two")) } }
      while try store.read({ try $0.counts()[.seed] }) == 1 {}
      #expect(try view.counts()[.seed] == before)
      return (before, writing)
    }
    try await writing.value
    #expect(before == 1)
    #expect(try reader.read { try $0.counts()[.seed] } == 2)
  }

  @Test("commits wait for the disk, and the log is a write-ahead log")
  func settings() async throws {
    let (synchronous, journal, foreignKeys) = try await store.write { transaction in
      let connection = transaction.connection
      return (
        try connection.first("PRAGMA synchronous") { $0.int() },
        try connection.first("PRAGMA journal_mode") { $0.text() },
        try connection.first("PRAGMA foreign_keys") { $0.int() }
      )
    }
    #expect(synchronous == 2)
    #expect(journal == "wal")
    #expect(foreignKeys == 1)
  }

  @Test("closing commits what is queued, and later work is refused")
  func closing() async throws {
    let late = Task { [store] in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<50 {
          group.addTask { _ = try await store.write { try $0.put(Seed.sample(), key: .named("\(number)")) } }
        }
        try await group.waitForAll()
      }
    }
    try await late.value
    store.close()
    let written = await #expect(throws: StoreError.self) { try await store.write { try $0.put(input: "x") } }
    let read = #expect(throws: StoreError.self) { try store.read { try $0.counts() } }
    #expect(written?.code == "store.closed")
    #expect(read?.code == "store.closed")
    let again = try Store.open(path: folder.database)
    #expect(try again.read { try $0.counts()[.seed] } == 50)
  }
}
