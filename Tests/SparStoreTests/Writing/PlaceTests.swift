// Storing by the thousand, what scripts define, and looking through seeds.

import SparCore
@testable import SparStore
import Testing

@Suite struct PlaceTests {
  let store: Store

  init() throws { store = try Store.open(path: ":memory:") }

  private func place(_ names: [String]) async throws -> [PlacedRecord] {
    try await store.write { transaction in
      try names.map {
        try transaction.place(Seed.sample($0), key: .named($0))
      }
    }
  }

  @Test("a record is placed once; its row and whether it is new are told")
  func once() async throws {
    let first = try await place(["a", "b", "a"])
    #expect(first.map(\.id.number) == [1, 2, 1])
    #expect(first.map(\.isNew) == [true, true, false])
    let second = try await place(["b", "c"])
    #expect(second.map(\.id.number) == [2, 3])
    #expect(second.map(\.isNew) == [false, true])
  }

  @Test("words of a placed seed are found")
  func search() async throws {
    _ = try await place(["an oil lamp", "a candle"])
    #expect(try store.read { try $0.search(seeds: "lamp") }.map(\.seed.text) == ["an oil lamp"])
  }

  @Test("a definition is stored once for each text, with the run that brought it")
  func definitions() async throws {
    let run = try await store.write { try $0.begin(RunRecord(script: "a.lua", arguments: [], seed: 1)) }
    let first = Definition(kind: "reader", name: "recipes", text: "function(text) end", about: "Recipes.")
    let second = Definition(kind: "reader", name: "recipes", text: "function(text) return text end")
    let other = Definition(kind: "agent", name: "recipes", text: "function(text) end")
    try await store.perform { transaction in
      for definition in [first, second, other, first] { try transaction.put(definition, run: run) }
    }
    let readers = try store.read { try $0.definitions(kind: "reader") }
    #expect(readers.map(\.definition) == [first, second])
    #expect(readers.allSatisfy { $0.run == run })
    #expect(try store.read { try $0.definitions(name: "recipes") }.count == 3)
    #expect(try store.read { try $0.definitions(kind: "agent", name: "nobody") }.isEmpty)
  }

  @Test(
    "seeds are found by type, language and origin",
    arguments: [
      (SeedFilter(), [1, 2, 3, 4]), (SeedFilter(type: "code"), [2, 4]), (SeedFilter(language: "swift"), [4]),
      (SeedFilter(origin: "in"), [1, 2]), (SeedFilter(origin: "in/"), [1, 2]), (SeedFilter(origin: "in/a.jsonl"), [1]),
      (SeedFilter(origin: "inner*"), [3]), (SeedFilter(type: "code", origin: "in"), [2]),
      (SeedFilter(origin: "[x"), [4]),
    ] as [(SeedFilter, [Int64])])
  func filters(filter: SeedFilter, rows: [Int64]) async throws {
    let seeds = [
      Seed(type: "text", text: "1", origin: "in/a.jsonl:7"),
      Seed(type: "code", text: "2", origin: "in/b.py", language: "python"),
      Seed(type: "text", text: "3", origin: "inner/c.txt"),
      Seed(type: "code", text: "4", origin: "[x", language: "swift"),
    ]
    try await store.perform { transaction in
      for seed in seeds { _ = try transaction.place(seed, key: .named(seed.text)) }
    }
    #expect(try store.read { try $0.seedRows(filter, in: 1...4) } == rows)
    #expect(try store.read { try $0.seedRows(filter, in: 2...3) } == rows.filter { (2...3).contains($0) })
    #expect(try store.read { try $0.seedCount(filter, in: 1...4) } == rows.count)
    #expect(try store.read { try $0.lastSeedRow() } == 4)
  }

  @Test("v_seed names the reader of a user's own")
  func view() async throws {
    let definition = Definition(kind: "reader", name: "recipes", text: "function() end")
    var seed = Seed.sample()
    seed.reader = definition.hash
    let record = seed
    try await store.perform { transaction in
      try transaction.put(definition)
      _ = try transaction.place(record, key: .named("s"))
    }
    let rows = try store.read {
      try $0.connection.all("SELECT id || ' ' || type || ' ' || reader || ' ' || reader_hash FROM v_seed") { $0.text() }
    }
    #expect(rows == ["s1 text recipes \(definition.hash)"])
  }
}
