// Keys: fresh ones, settled ones, and those of rows that other programs have written or taken away.

import GRDB
import SparCore
@testable import SparStore
import Testing

@Suite struct KeyTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try Store.open(path: folder.database)
  }

  private func put(_ names: [String]) async throws {
    try await store.write { transaction in for name in names { try transaction.put(CallRecord.sample(name)) } }
  }

  private func settle() throws { try settle(store) }

  private func settle(_ store: Store) throws {
    let keys = try #require(store.keys)
    try #require(store.group).writer.writeWithoutTransaction { database in
      try KeySettling(connection: Connection(database), fresh: keys).settle(.call)
    }
  }

  private func fetch(_ sql: String) throws -> Int? {
    let queue = try DatabaseQueue(path: folder.database)
    defer { try? queue.close() }
    return try queue.read { try Int.fetchOne($0, sql: sql) }
  }

  private func execute(_ sql: String) throws {
    let queue = try DatabaseQueue(path: folder.database)
    defer { try? queue.close() }
    try queue.write { try $0.execute(sql: sql) }
  }

  @Test("many calls are settled on the way; each is found, and none is stored twice")
  func settledOnTheWay() async throws {
    let names = (0..<FreshKeys.usualLimit).map(String.init)
    // With each group a part is settled: each key is found in the middle of it.
    try await put(Array(names.dropLast(1)))
    try await put([names[names.count - 1]])
    for part in 0..<32 {
      let name = names[part * 2000]
      #expect(try store.call(key: .named(name)) != nil)
      try await put([])
    }
    #expect(try fetch("SELECT count(*) FROM call_key") == names.count)
    try await put(names.suffix(10) + ["new"])
    #expect(try fetch("SELECT count(*) FROM call") == names.count + 1)
    #expect(try fetch("SELECT sum(length(keys)) FROM call_key_fresh") == 32)
    for name in ["0", "9000", "65535", "new"] { #expect(try store.call(key: .named(name)) != nil, "\(name)") }
    #expect(try store.call(key: .named("65536")) == nil)
  }

  @Test("keys that come by the ten thousand are settled as fast as they come")
  func manyAtOnce() async throws {
    for group in 0..<12 { try await put((0..<10_000).map { "\(group) \($0)" }) }
    try await put([])
    let keys = try #require(store.keys)
    let settled = try fetch("SELECT count(*) FROM call_key") ?? 0
    #expect(settled >= FreshKeys.usualLimit)
    #expect(keys.count(in: .call) == 120_000 - settled)
  }

  @Test("a key is found while it is fresh, when it is settled, by who only reads, and when opened again")
  func found() async throws {
    try await put(["a"])
    let reading = try Store.open(path: folder.database, access: .read)
    #expect(try reading.call(key: .named("a")) != nil)
    try settle()
    try await put(["b"])
    for name in ["a", "b"] {
      #expect(try store.call(key: .named(name)) != nil)
      #expect(try reading.call(key: .named(name)) != nil)
      #expect(try store.read { try $0.find(keyPrefix: ContentKey.named(name).short) }.count == 1)
    }
    store.close()
    let again = try Store.open(path: folder.database)
    for name in ["a", "b"] { #expect(try again.call(key: .named(name)) != nil) }
    #expect(try again.call(key: .named("c")) == nil)
  }

  @Test("what a reader's moment has is found, though its key is settled meanwhile")
  func settledMeanwhile() async throws {
    try await put(["a"])
    try settle()
    try await put(["b"])
    try store.read { reader in
      #expect(try reader.unfinishedCallCount() == 0)
      try settle()
      #expect(try reader.call(key: .named("b")) != nil)
      #expect(try reader.call(key: .named("c")) == nil)
      #expect(try store.lookUp { try $0.call(key: .named("b")) } != nil)
    }
  }

  @Test("work that is undone leaves no key")
  func undone() async throws {
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      group.addTask { [store] in
        let done: Void? = try? await store.write { transaction in
          try transaction.put(CallRecord.sample("a"))
          throw StoreError(.failed, "Undo this.")
        }
        return done != nil
      }
      group.addTask { (try? await put(["b"])) != nil }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count { $0 } == 1)
    #expect(try store.call(key: .named("a")) == nil)
    try await put(["a"])
    #expect(try store.call(key: .named("a")) != nil)
    #expect(try fetch("SELECT sum(length(keys)) FROM call_key_fresh") == 64)
  }

  @Test("rows that another program writes are known when the database is opened, few or many", arguments: [3, 70_000])
  func foreignRows(_ count: Int) async throws {
    try await put(["a"])
    store.close()
    try execute(
      """
      WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < \(count))
      INSERT INTO call (key, stage, model, wire_model, ordinal, request, status, is_estimate, is_simulated,
        latency_seconds, attempts, created_at, updated_at)
      SELECT iif(n = 2, zeroblob(32), randomblob(32)), 'respond', 'm', 'm', 0, '{}', 'ok', 0, 0, 0, 1, '', '' FROM number
      """)
    let again = try Store.open(path: folder.database)
    #expect(try again.call(key: .named("a")) != nil)
    #expect(try again.call(key: #require(ContentKey(hexadecimal: String(repeating: "0", count: 64))))?.id.number == 3)
    #expect(try fetch("SELECT max(last_id) FROM call_key_fresh") == count + 1)
    #expect(try fetch("SELECT count(*) FROM call_key") == (count > FreshKeys.usualLimit ? count + 1 : 0))
  }

  @Test("a row that another program writes while ours has the database open is settled with the others")
  func foreignRowMeanwhile() async throws {
    try await put(["a"])
    try execute(
      """
      CREATE TEMP TABLE copy AS SELECT * FROM call;
      UPDATE copy SET id = 2, key = zeroblob(32);
      INSERT INTO call SELECT * FROM copy;
      """)
    try await put(["b"])
    try settle()
    #expect(try fetch("SELECT count(*) FROM call JOIN call_key USING (id, key)") == 3)
  }

  @Test(
    "rows that somebody deletes can be stored again", arguments: [false, true],
    ["id = 1", "id = 2", "id > 2", "id > 0"])
  func deleted(_ isSettled: Bool, _ condition: String) async throws {
    let names = ["a", "b", "c", "d"]
    try await put(names)
    if isSettled { try settle() }
    store.close()
    try execute("DELETE FROM call WHERE \(condition)")
    for _ in 0..<2 {
      let again = try Store.open(path: folder.database)
      for name in names { try await again.write { try $0.put(CallRecord.sample(name)) } }
      for name in names { #expect(try again.call(key: .named(name)) != nil) }
      again.close()
      #expect(try fetch("SELECT count(*) FROM call") == 4)
    }
    try settle(Store.open(path: folder.database))
    #expect(try fetch("SELECT count(*) FROM call_key JOIN call USING (id, key)") == 4)
  }

  @Test("where there is no room to settle, it is tried again later")
  func postponed() {
    let keys = FreshKeys(limit: 2)
    func add(_ name: String, _ row: Int64) { keys.add([.init(table: .call, row: row, key: .named(name))]) }
    add("a", 1)
    #expect(keys.due() == nil)
    add("b", 2)
    #expect(keys.due()?.kind == .call)
    keys.beginSettling(.call, upTo: 2, nil)
    keys.postpone(.call)
    #expect(keys.due() == nil)
    #expect(!keys.isUnknown(.named("a"), in: .call))
    add("c", 3)
    #expect(keys.due()?.kind == .call)
  }

  @Test("what comes while keys are being settled stays fresh")
  func freshMeanwhile() throws {
    let keys = FreshKeys(limit: 2)
    func add(_ name: String, _ row: Int64) { keys.add([.init(table: .call, row: row, key: .named(name))]) }
    add("a", 1)
    keys.beginSettling(.call, upTo: 1, nil)
    add("b", 2)
    let part = try #require(keys.part(of: .call))
    #expect(part.last == 1)
    #expect(part.entries.map(\.row) == [1])
    keys.settled(part, of: .call)
    #expect(!keys.isSettling(.call))
    guard case .row(2) = keys.find(.named("b"), in: .call) else { Issue.record("b is fresh"); return }
    guard case .perhapsSettled(settlings: 1) = keys.find(.named("a"), in: .call) else {
      Issue.record("a is settled")
      return
    }
    #expect(keys.isUnknown(.named("c"), in: .call))
  }
}
