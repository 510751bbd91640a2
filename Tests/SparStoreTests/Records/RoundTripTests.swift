// Every kind of record comes back as it was put.

import SparCore
import SparStore
import Testing

@Suite struct RoundTripTests {
  let store: Store

  init() throws { store = try Store.open(path: ":memory:") }

  private func roundTrip<R: StorableRecord>(_ record: R) async throws -> R? {
    let stored = try await store.write { try $0.put(record, key: .named("it")) }
    #expect(stored.value == record)
    let byKey = try store.read { try $0.record(R.self, key: .named("it")) }
    let byID = try store.read { try $0.record(R.self, id: stored.id) }
    #expect(byKey == stored)
    #expect(byID == stored)
    return byID?.value
  }

  @Test("a seed keeps its language, its title, its licence and its place in the document")
  func seed() async throws {
    let seed = Seed(
      type: "code", text: "let x = 1", origin: "a.swift", language: "swift", title: nil, chunk: 3, licence: "MIT",
      document: .named("document"), start: 120, end: 129)
    #expect(try await roundTrip(seed) == seed)
  }

  @Test(
    "text comes back byte for byte",
    arguments: ["", "nul \0 inside", "\0", "line\u{2028}separators\u{85}", "😀 e\u{301} ﷽", "quote ' \" ; --"])
  func texts(_ text: String) async throws {
    let seed = Seed(type: "text", text: text, origin: text, title: text)
    let read = try #require(try await roundTrip(seed))
    #expect(Array(read.text.utf8) == Array(text.utf8))
    #expect(read.title.map { Array($0.utf8) } == Array(text.utf8))
  }

  @Test("the whole chain from seed to verdict comes back")
  func chain() async throws {
    let chain = try await Chain.put(in: store)
    try store.read { reader throws in
      #expect(try reader.record(id: chain.passage.id) == chain.passage)
      #expect(try reader.record(id: chain.suggestion.id) == chain.suggestion)
      #expect(try reader.record(id: chain.refined.id) == chain.refined)
      #expect(try reader.record(id: chain.responses[1].id) == chain.responses[1])
      #expect(try reader.record(id: chain.battle.id) == chain.battle)
      #expect(try reader.record(id: chain.verdicts[0].id) == chain.verdicts[0])
      #expect(try reader.record(id: chain.verdicts[1].id) == chain.verdicts[1])
    }
  }

  @Test("a verdict keeps its turn, preference, weight, ranking and definition; an improved response its parent")
  func judging() async throws {
    let chain = try await Chain.put(in: store)
    let verdict = Verdict(
      battle: chain.battle.id, judge: "j", order: .ba, state: .a, scoreA: 7, scoreB: 6.5, explanation: "Why.", turn: 2,
      preference: 0.75, weight: 3, ranking: [["x"], ["y", "z"]], definition: .named("judge"))
    #expect(try await roundTrip(verdict) == verdict)
    let better = Response(instruction: chain.refined.id, model: "m", text: "Better.", parent: chain.responses[0].id)
    #expect(try await roundTrip(better) == better)
  }

  @Test("an edited passage keeps its parent and its suggestion")
  func editedPassage() async throws {
    let chain = try await Chain.put(in: store)
    let edited = Passage(
      seed: chain.seed.id, parent: chain.passage.id, suggestion: chain.suggestion.id, transformation: "debate",
      text: "Cut.")
    #expect(try await roundTrip(edited) == edited)
  }

  @Test("an instruction keeps its further turns and its tools, a response all its replies")
  func dialogue() async throws {
    let tool = Tool("weather", "The weather.", parameters: ["type": "object"])
    let instruction = Instruction(text: "Plan a day.", turns: ["And if it rains?", ""], tools: [tool])
    #expect(try await roundTrip(instruction) == instruction)
    let stored = try await store.write { try $0.put(instruction, key: .named("plan")) }
    let response = Response(instruction: stored.id, model: "m", text: "Stay in.", turns: ["Go out.", "Stay in."])
    #expect(try await roundTrip(response) == response)
  }

  @Test("a taxonomy keeps its nodes in their order, with weights and evidence")
  func taxonomy() async throws {
    let nodes = [
      TaxonomyNode(
        name: "strengthen", definition: "…", answerFormat: "letter", transformations: ["debate"], weight: 0.1),
      TaxonomyNode(
        name: "literal", definition: "…", answerFormat: "short", answerability: .unanswerable, weight: 2.5,
        parent: "facts"),
    ]
    let head = SkillHead(
      about: "Reading.", seeds: ["text", "code"],
      transformations: [WeightedName("poem", 0.5), WeightedName("identity")],
      goals: [WeightedName("harder", 2)])
    let taxonomy = Taxonomy(skill: "reading", nodes: nodes, evidence: ["literal": 0.25], head: head)
    #expect(try await roundTrip(taxonomy) == taxonomy)
  }

  @Test("a dataset keeps the records behind its rows")
  func dataset() async throws {
    let chain = try await Chain.put(in: store)
    let rows = [
      DatasetRow(
        instruction: chain.refined.id, response: chain.responses[0].id, rejected: chain.responses[1].id,
        battle: chain.battle.id), DatasetRow(instruction: chain.first.id),
    ]
    let dataset = Dataset(path: "out/dpo.jsonl", format: "dpo", file: .named("bytes"), rows: rows)
    let first = try await store.write { try $0.put(dataset) }
    let second = try await store.write { try $0.put(dataset) }
    #expect(first == second)
    #expect(try store.read { try $0.record(Dataset.self, id: first.id) }?.value == dataset)
  }
}
