// The layer that gathers the writer's log: what is committed stands in the file, for whoever reads it.

import GRDB
import SparCore
import Testing

@testable import SparStore

@Suite struct GatheredLogTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try Store.open(path: folder.database)
  }

  /// Texts of 30 KB: several commits of them are longer than what the log gathers.
  private func put(_ names: [String]) async throws {
    try await store.write { transaction in
      for name in names { try transaction.put(CallRecord.sample(name, text: String(repeating: name, count: 10_000))) }
    }
  }

  private func lengths() throws -> [Int] {
    let other = try DatabaseQueue(path: folder.database)
    return try other.read { database in
      #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
      return try Int.fetchAll(database, sql: "SELECT length(text) FROM call ORDER BY id")
    }
  }

  @Test("another connection reads at once what was committed")
  func committed() async throws {
    for name in ["abc", "def", "ghi"] {
      try await put([name])
      #expect(try lengths().last == 30_000)
    }
  }

  @Test("a commit longer than what is gathered is whole")
  func long() async throws {
    try await put((100..<200).map { "\($0)" })
    #expect(try lengths() == [Int](repeating: 30_000, count: 100))
  }

  @Test("of work that was undone the log keeps nothing")
  func undone() async throws {
    await #expect(throws: StoreError.self) {
      try await store.write { transaction in
        // More than the cache of pages holds, so that some of it goes to the log before the end.
        for name in 1000..<1400 {
          try transaction.put(CallRecord.sample("\(name)", text: String(repeating: "x", count: 30_000)))
        }
        throw StoreError(.failed, "changed my mind")
      }
    }
    try await put(["abc"])
    #expect(try lengths() == [30_000])
  }

  @Test("the log is gathered again after it was copied into the database")
  func restarted() async throws {
    for round in 0..<3 {
      try await put(["a\(round)", "b\(round)"])
      let other = try DatabaseQueue(path: folder.database)
      try await other.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    }
    try await put(["abc"])
    #expect(try lengths().count == 7)
  }
}
