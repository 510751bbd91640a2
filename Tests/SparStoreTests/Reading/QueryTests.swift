// Lists of records: by parent, by model, by run, in pages, by the beginning of a key.

import SparCore
import SparStore
import Testing

@Suite struct QueryTests {
  let store: Store

  init() throws { store = try Store.open(path: ":memory:") }

  @Test("records are found by what they were made from")
  func parents() async throws {
    let chain = try await Chain.put(in: store)
    let other = try await Chain.put(in: store, named: "other ")
    try store.read { reader throws in
      #expect(try reader.records(Instruction.self, .of(chain.passage.id)) == [chain.first, chain.refined])
      #expect(try reader.records(Instruction.self, .of(chain.first.id)) == [chain.refined])
      #expect(try reader.records(Suggestion.self, .of(chain.first.id)) == [chain.suggestion])
      #expect(try reader.records(Response.self, .of(chain.refined.id)) == chain.responses)
      #expect(try reader.records(Battle.self, .of(chain.responses[1].id)) == [chain.battle])
      #expect(
        try reader.records(Verdict.self, .of([chain.battle.id, other.battle.id])) == chain.verdicts + other.verdicts)
      #expect(try reader.records(Verdict.self, .of([])) == [])
    }
  }

  @Test("records are found by model")
  func models() async throws {
    let chain = try await Chain.put(in: store)
    try store.read { reader throws in
      let query = RecordQuery(parents: [chain.refined.id], model: "rival")
      #expect(try reader.records(Response.self, query) == [chain.responses[1]])
      #expect(try reader.records(Battle.self, RecordQuery(model: "rival")) == [chain.battle])
      #expect(try reader.records(Verdict.self, RecordQuery(model: "nobody")) == [])
    }
  }

  @Test("records are found by run and iteration")
  func runs() async throws {
    let run = try await store.write { try $0.begin(RunRecord(script: "a.lua")) }
    _ = try await Chain.put(in: store)
    let chain = try await Chain.put(in: store, named: "run ", provenance: Provenance(run: run, iteration: 2))
    try store.read { reader throws in
      #expect(try reader.records(Seed.self, RecordQuery(run: run)) == [chain.seed])
      #expect(try reader.records(Seed.self, RecordQuery(run: run, iteration: 1)) == [])
    }
  }

  @Test("a kind that is never made from the parent is refused, not answered with nothing")
  func wrongParent() throws {
    let error = #expect(throws: StoreError.self) {
      try store.read { try $0.records(Verdict.self, .of(RecordID(.seed, 1))) }
    }
    #expect(error?.message == "Records of the kind verdict are never made from the kind seed.")
  }

  @Test("walking through more records than a page visits each once, and its body may read other records")
  func pages() async throws {
    try await store.write { transaction in
      for number in 0..<600 { _ = try transaction.put(Seed.sample("\(number)"), key: .named("\(number)")) }
    }
    var texts: [String] = []
    try store.read { reader throws in
      try reader.forEach(Seed.self) { seed throws in
        #expect(try reader.record(Seed.self, id: seed.id) == seed)
        texts.append(seed.text)
      }
    }
    #expect(texts == (0..<600).map(String.init))
    var limited = 0
    try store.read { try $0.forEach(Seed.self, RecordQuery(limit: 300)) { _ in limited += 1 } }
    #expect(limited == 300)
  }

  @Test("a record is found by the first digits of its key, in either case")
  func prefixes() async throws {
    let chain = try await Chain.put(in: store)
    let key = chain.battle.key
    try store.read { reader throws in
      #expect(try reader.find(keyPrefix: key.short) == [chain.battle.id])
      #expect(try reader.find(keyPrefix: key.description.uppercased()) == [chain.battle.id])
      #expect(try reader.find(keyPrefix: "") == [])
      #expect(try reader.find(keyPrefix: "not hex") == [])
    }
  }

  @Test("the newest revision of a skill's taxonomy is the latest")
  func taxonomy() async throws {
    let first = try await store.write { try $0.put(Taxonomy(skill: "reading", nodes: []), key: .named("1")) }
    let second = try await store.write {
      try $0.put(Taxonomy(skill: "reading", parent: first.id, nodes: []), key: .named("2"))
    }
    #expect(try store.read { try $0.latestTaxonomy(skill: "reading") } == second)
    #expect(try store.read { try $0.latestTaxonomy(skill: "writing") } == nil)
  }

  @Test("a read inside a read is answered")
  func nested() throws {
    #expect(try store.read { _ in try store.read { try $0.counts()[.seed] } } == 0)
  }
}
