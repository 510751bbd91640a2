// What opening makes of every kind of file.

import Foundation
import GRDB
import SparCore
@testable import SparStore
import Testing

@Suite struct OpeningTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func error(_ path: String? = nil, access: Store.Access = .write) -> StoreError? {
    #expect(throws: StoreError.self) { try Store.open(path: path ?? folder.database, access: access, patience: 0) }
  }

  private func alter(_ sql: String) throws {
    let queue = try DatabaseQueue(path: folder.database)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  private func bytes() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: folder.database)) }

  @Test("a new file gets the schema, our application id and the version")
  func fresh() async throws {
    let store = try Store.open(path: folder.database)
    store.close()
    let header = try bytes()
    #expect(Array(header[68..<72]) == Array("Spar".utf8))
    #expect(Array(header[60..<64]) == [0, 0, 0, UInt8(Migration.all.count)])
  }

  @Test("an empty file counts as new")
  func emptyFile() throws {
    let path = try folder.write([], to: "spar.db")
    let store = try Store.open(path: path)
    #expect(try store.read { try $0.counts()[.seed] } == 0)
  }

  @Test("each earlier version is brought up to date with its data", arguments: 0..<Migration.all.count)
  func migration(_ version: Int) throws {
    let queue = try DatabaseQueue(path: folder.database)
    try queue.writeWithoutTransaction { database in
      for migration in Migration.all.prefix(version) { try database.execute(sql: migration.sql) }
      try database.execute(sql: "PRAGMA application_id = \(Migration.applicationID); PRAGMA user_version = \(version)")
      guard version > 0 else { return }
      try database.execute(
        sql: """
          INSERT INTO seed (key, type, text, origin, chunk, created_at)
          VALUES (zeroblob(32), 'text', 'an old seed', 'old.md', 0, '2026-01-01T00:00:00.000Z')
          """)
      // From then on no trigger does it.
      guard version >= 11 else { return }
      try database.execute(sql: "INSERT INTO seed_search (rowid, text) SELECT id, text FROM seed")
    }
    try queue.close()
    let store = try Store.open(path: folder.database)
    #expect(try store.read { try $0.search(seeds: "old") }.count == (version > 0 ? 1 : 0))
    let key = try #require(ContentKey(hexadecimal: String(repeating: "0", count: 64)))
    #expect(try store.read { try $0.record(Seed.self, key: key) }?.value.text == (version > 0 ? "an old seed" : nil))
    store.close()
    let file = try DatabaseQueue(path: folder.database)
    #expect(try file.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
    #expect(try file.read { try String.fetchAll($0, sql: "PRAGMA foreign_key_check") } == [])
  }

  @Test("what was put is there after closing and opening again")
  func reopened() async throws {
    let first = try Store.open(path: folder.database)
    let seed = try await first.write { try $0.put(Seed.sample(), key: .named("s")) }
    first.close()
    let second = try Store.open(path: folder.database)
    #expect(try second.read { try $0.record(Seed.self, id: seed.id) } == seed)
  }

  @Test("a closed database leaves one file", arguments: ["spar.db"])
  func tidy(_ name: String) throws {
    try Store.open(path: folder.database).close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
  }

  @Test("a newer database is refused with both versions and left as it is", arguments: [Store.Access.write, .read])
  func newer(_ access: Store.Access) throws {
    try Store.open(path: folder.database).close()
    try alter("PRAGMA user_version = 99")
    let before = try bytes()
    let error = error(access: access)
    #expect(error?.code == "store.newer")
    #expect(error?.message.contains("99") == true)
    #expect(error?.message.contains(folder.database) == true)
    #expect(error?.hint?.contains("newer Spar") == true)
    #expect(try bytes() == before)
  }

  @Test("a database of another program is refused and left as it is")
  func foreign() throws {
    try alter("CREATE TABLE player (name TEXT)")
    let before = try bytes()
    #expect(error()?.code == "store.foreign")
    #expect(try bytes() == before)
    try alter("PRAGMA application_id = 42")
    #expect(error()?.code == "store.foreign")
  }

  @Test("a file that is no database is refused and left as it is")
  func notADatabase() throws {
    let text = Array(String(repeating: "These are my notes. ", count: 500).utf8)
    _ = try folder.write(text, to: "spar.db")
    #expect(error()?.code == "store.not_a_database")
    #expect(try Array(bytes()) == text)
  }

  @Test("a damaged database is called damaged")
  func corrupt() async throws {
    try Store.open(path: folder.database).close()
    var damaged = try Array(bytes())
    for index in 4096..<damaged.count { damaged[index] = 0xA5 }
    _ = try folder.write(damaged, to: "spar.db")
    #expect(error()?.code == "store.corrupt")
  }

  @Test("a folder that is not there is named")
  func noFolder() {
    let error = error(folder.path + "/nowhere/spar.db")
    #expect(error?.code == "store.missing")
    #expect(error?.message.contains("nowhere") == true)
  }

  @Test("a place where nobody may write is refused as read-only")
  func readOnlyFolder() {
    #expect(error("/sys/spar.db")?.code == "store.read_only")
  }

  @Test("a read-only file is refused", .enabled(if: getuid() != 0, "root may write every file"))
  func readOnlyFile() throws {
    try Store.open(path: folder.database).close()
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: folder.database)
    #expect(error()?.code == "store.read_only")
  }

  @Test("reading needs a database that is there and up to date")
  func reading() throws {
    #expect(error(access: .read)?.code == "store.missing")
    try Store.open(path: folder.database).close()
    try alter("PRAGMA user_version = 1")
    #expect(error(access: .read)?.code == "store.older")
  }

  @Test("a store for reading refuses writes")
  func writingToReader() async throws {
    try Store.open(path: folder.database).close()
    let store = try Store.open(path: folder.database, access: .read)
    let error = await #expect(throws: StoreError.self) { try await store.write { try $0.put(input: "x") } }
    #expect(error?.code == "store.read_only")
  }

  @Test("an opened database passes SQLite's own check after work")
  func integrity() async throws {
    let store = try Store.open(path: folder.database)
    _ = try await Chain.put(in: store)
    let check = try store.read { try $0.connection.all("PRAGMA integrity_check") { $0.text() } }
    let strangers = try store.read { try $0.connection.all("PRAGMA foreign_key_check") { $0.text() } }
    #expect(check == ["ok"])
    #expect(strangers == [])
  }
}
