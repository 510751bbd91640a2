// The views that others rely on, and the search over seeds.

import SparCore
@testable import SparStore
import Testing

@Suite struct ViewTests {
  let store: Store

  init() throws { store = try Store.open(path: ":memory:") }

  private func texts(_ sql: String) throws -> [String] {
    try store.read { try $0.connection.all(sql) { $0.text() } }
  }

  @Test("v_instruction shows passage, seed and node")
  func instruction() async throws {
    let node = TaxonomyNode(name: "literal", definition: "Said in so many words", answerFormat: "short", weight: 2)
    _ = try await store.write { try $0.put(Taxonomy(skill: "reading", nodes: [node]), key: .named("x")) }
    _ = try await Chain.put(in: store)
    let rows = try texts(
      """
      SELECT id || ' ' || passage || ' ' || transformation || ' ' || seed || ' ' || origin || ' ' || type || ' '
        || node_weight || ' ' || coalesce(parent, '-') FROM v_instruction ORDER BY id
      """)
    #expect(rows == ["i1 p1 debate s1 tides.md literal 2.0 -", "i2 p1 debate s1 tides.md literal 2.0 i1"])
  }

  @Test("v_battle counts the verdicts by what they say")
  func battle() async throws {
    _ = try await Chain.put(in: store)
    let rows = try texts(
      """
      SELECT id || ' ' || model_a || ' ' || model_b || ' ' || verdicts || ' ' || a || ' ' || b || ' ' || tie || ' '
        || unparsed || ' ' || error FROM v_battle
      """)
    #expect(rows == ["b1 target rival 2 1 0 0 1 0"])
  }

  @Test("v_battle shows a battle without verdicts")
  func unjudged() async throws {
    let chain = try await Chain.put(in: store)
    _ = try await store.write { try $0.put(chain.battle.value, key: .named("again")) }
    #expect(try texts("SELECT verdicts || '' FROM v_battle WHERE id = 'b2'") == ["0"])
  }

  @Test("v_verdict names the winner")
  func verdict() async throws {
    _ = try await Chain.put(in: store)
    #expect(try texts("SELECT coalesce(winner, '-') FROM v_verdict ORDER BY id") == ["target", "-"])
  }

  @Test("search finds seeds by all their words, and takes operators and quotes for words")
  func search() async throws {
    _ = try await store.write { transaction in
      _ = try transaction.put(Seed.sample("The moon pulls the sea."), key: .named("1"))
      _ = try transaction.put(Seed.sample("The \"sea\" OR the shore"), key: .named("2"))
    }
    func found(_ words: String) throws -> [Int64] {
      try store.read { try $0.search(seeds: words, matching: .all) }.map(\.seed.id.number)
    }
    #expect(try found("sea moon") == [1])
    #expect(Set(try found("sea")) == [1, 2])
    #expect(try found("tides sea or") == [2])
    #expect(try found("\"sea\" AND (") == [])
    #expect(try found("  ") == [])
  }

  @Test("the search index follows deletions and changes of seeds")
  func searchFollows() async throws {
    try await store.write { transaction in
      _ = try transaction.put(Seed.sample("moon"), key: .named("1"))
      _ = try transaction.put(Seed.sample("sun"), key: .named("2"))
      try transaction.connection.run("DELETE FROM seed WHERE id = 1")
      try transaction.connection.run("UPDATE seed SET text = 'star' WHERE id = 2")
    }
    #expect(try store.read { try $0.search(seeds: "moon") } == [])
    #expect(try store.read { try $0.search(seeds: "sun") } == [])
    #expect(try store.read { try $0.search(seeds: "star") }.count == 1)
  }

  @Test("the search index follows seeds that it holds already, and takes in those that another program wrote")
  func searchFollowsLater() async throws {
    try await store.perform { transaction in
      for word in ["moon", "sun"] { _ = try transaction.put(Seed.sample(word), key: .named(word)) }
    }
    try await store.perform { transaction in
      try transaction.connection.run("DELETE FROM seed WHERE id = 1")
      try transaction.connection.run("UPDATE seed SET text = 'star' WHERE id = 2")
      try transaction.connection.run(
        """
        INSERT INTO seed (key, type, text, origin, chunk, created_at)
        VALUES (zeroblob(32), 'text', 'comet', 'elsewhere', 0, '2026-01-01T00:00:00.000Z')
        """)
      _ = try transaction.put(Seed.sample("planet"), key: .named("planet"))
    }
    func count(_ word: String) throws -> Int { try store.read { try $0.search(seeds: word) }.count }
    #expect(try ["moon", "sun", "star", "comet", "planet"].map(count) == [0, 0, 1, 1, 1])
    try await store.perform {
      try $0.connection.run("INSERT INTO seed_search (seed_search, rank) VALUES ('integrity-check', 1)")
    }
  }

  @Test("of a group in which something fails, the seeds of the others are found")
  func searchAfterFailure() async throws {
    struct Broken: Error {}
    async let first: Void = store.perform { _ = try $0.put(Seed.sample("moon"), key: .named("1")) }
    async let second: Void? = try? store.perform { _ in throw Broken() }
    async let third: Void = store.perform { _ = try $0.put(Seed.sample("sun"), key: .named("2")) }
    let failed = await second
    _ = try await (first, third)
    #expect(failed == nil)
    #expect(try store.read { try $0.search(seeds: "moon sun") }.count == 2)
  }
}
