// The log is copied into the database beside the writer, and written anew from its beginning after that.

import GRDB
import SparCore
import Testing

@testable import SparStore

@Suite struct CheckpointTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A copy begins once the log has 256 KB.
  private func openStore() throws -> Store {
    try Store.open(path: folder.database, logLimit: 256 << 10)
  }

  /// 30 KB with each commit.
  private func put(_ name: String, in store: Store) async throws {
    let text = String(repeating: "abc", count: 10_000)
    try await store.write { try $0.put(CallRecord.sample(name, text: text)) }
  }

  private func logLength(of store: Store) throws -> Int {
    try #require(store.group).writer.inDatabase { Connection($0).logLength }
  }

  /// Commits until the log begins anew, and says how often.
  private func putUntilLogIsShort(_ label: String, in store: Store) async throws -> Int {
    for count in 1...2000 {
      let before = try logLength(of: store)
      try await put("\(label) \(count)", in: store)
      if try logLength(of: store) < before { return count }
    }
    Issue.record("the log has grown for 2000 commits")
    return 0
  }

  @Test("a log that has been copied is written anew, again and again, and nothing is lost")
  func again() async throws {
    let store = try openStore()
    var count = 0
    for round in 0..<4 { count += try await putUntilLogIsShort("\(round)", in: store) }
    let other = try DatabaseQueue(path: folder.database)
    let (report, found) = try await other.read { database in
      (
        try String.fetchOne(database, sql: "PRAGMA integrity_check"),
        try Int.fetchOne(database, sql: "SELECT count(*) FROM call")
      )
    }
    #expect(report == "ok")
    #expect(found == count)
  }

  @Test("who reads an earlier moment keeps the log, and it is written anew when he is done")
  func reader() async throws {
    let store = try openStore()
    try await put("first", in: store)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: folder.database, configuration: configuration)
    try await other.writeWithoutTransaction { database in
      try database.beginTransaction(.deferred)
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM call") == 1)
    }
    for name in 0..<60 { try await put("\(name)", in: store) }
    #expect(try logLength(of: store) > 60 * 30_000)
    try await other.writeWithoutTransaction { database in
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM call") == 1)
      try database.commit()
    }
    _ = try await putUntilLogIsShort("later", in: store)
  }

  @Test("a store that is closed while its log is copied has all of it")
  func closed() async throws {
    let store = try openStore()
    for name in 0..<20 { try await put("\(name)", in: store) }
    store.close()
    let again = try Store.open(path: folder.database, access: .read)
    for name in 0..<20 { #expect(try again.call(key: .named("\(name)")) != nil) }
  }
}
