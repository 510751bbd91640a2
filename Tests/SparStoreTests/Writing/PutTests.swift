// What a put guarantees: no doubles, no strangers, provenance.

import SparCore
import SparStore
import Testing

@Suite struct PutTests {
  let store: Store

  init() throws { store = try Store.open(path: ":memory:") }

  @Test("putting the same key twice gives the same record and one row")
  func twice() async throws {
    let first = try await store.write { try $0.put(Seed.sample("one"), key: .named("k")) }
    let second = try await store.write { try $0.put(Seed.sample("another text"), key: .named("k")) }
    #expect(first == second)
    #expect(second.text == "one")
    #expect(try store.read { try $0.counts()[.seed] } == 1)
  }

  @Test("a taxonomy put twice has its nodes once")
  func nodesOnce() async throws {
    let taxonomy = Taxonomy(skill: "reading", nodes: [TaxonomyNode(name: "a", definition: "", answerFormat: "")])
    _ = try await store.write { try $0.put(taxonomy, key: .named("x")) }
    let again = try await store.write { try $0.put(taxonomy, key: .named("x")) }
    #expect(again.nodes.count == 1)
  }

  @Test("a parent of the wrong kind is refused by name")
  func wrongKind() async throws {
    let error = await #expect(throws: StoreError.self) {
      try await store.write {
        try $0.put(Passage(seed: RecordID(.instruction, 1), transformation: "t", text: ""), key: .named("p"))
      }
    }
    #expect(error?.code == "store.unknown_record")
    #expect(error?.message == "i1 is not of the kind seed.")
  }

  @Test("a parent that is not there is refused")
  func missingParent() async throws {
    let error = await #expect(throws: StoreError.self) {
      try await store.write {
        try $0.put(Passage(seed: RecordID(.seed, 99), transformation: "t", text: ""), key: .named("p"))
      }
    }
    #expect(error?.code == "store.unknown_record")
    #expect(try store.read { try $0.counts()[.passage] } == 0)
  }

  @Test("provenance names the agent, the call, the run and the iteration")
  func provenance() async throws {
    let run = try await store.write { transaction in
      try transaction.put(AgentDefinition.sample)
      try transaction.put(AgentDefinition.sample)
      try transaction.put(CallRecord.sample("call"))
      return try transaction.begin(RunRecord(script: "recipe.lua"))
    }
    let provenance = Provenance(agent: .named("literal"), call: .named("call"), run: run, iteration: 2)
    let seed = try await store.write { try $0.put(Seed.sample(), key: .named("s"), provenance: provenance) }
    #expect(try store.read { try $0.provenance(of: seed.id) } == provenance)
    #expect(try store.read { try $0.agent(.named("literal")) } == AgentDefinition.sample)
  }

  @Test("provenance that names an agent or a call unknown to the store is refused")
  func unknownProvenance() async throws {
    for provenance in [Provenance(agent: .named("nobody")), Provenance(call: .named("never"))] {
      let error = await #expect(throws: StoreError.self) {
        try await store.write { try $0.put(Seed.sample(), key: .named("s"), provenance: provenance) }
      }
      #expect(error?.code == "store.unknown_record")
    }
  }

  @Test("a rejection put twice is one row, and another reason is another row")
  func rejections() async throws {
    let seed = try await store.write { try $0.put(Seed.sample(), key: .named("s")) }
    for reason in ["too_short", "too_short", "duplicate"] {
      try await store.write { try $0.put(Rejection(stage: "instruct", subject: seed.id, reason: reason, text: "Why?")) }
    }
    let rejections = try store.read { try $0.rejections() }
    #expect(rejections.map(\.reason) == ["too_short", "duplicate"])
    #expect(rejections.first?.subject == seed.id)
  }

  @Test("lines typed at the prompt come back oldest first, as many as asked for")
  func inputs() async throws {
    for line in ["a = 1", "a", "a + 1"] { try await store.write { try $0.put(input: line) } }
    #expect(try store.read { try $0.recentInputs(2) } == ["a", "a + 1"])
  }
}
