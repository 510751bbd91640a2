// Funnels and test sets in the store.

import SparCore
import SparStore
import Testing

@Suite("Funnels and test sets")
struct CurationStoreTests {
  let store: Store

  init() throws { store = try Store.open(path: ":memory:") }

  @Test("lists that went through the same gate are added up, run by run")
  func funnel() async throws {
    let run = try await store.write { try $0.begin(RunRecord(script: "a.lua")) }
    let steps = [
      FunnelStep(stage: "refine", position: 1, gate: "length", entered: 5, passed: 5, iteration: 1),
      FunnelStep(stage: "instruct", position: 2, gate: "language", entered: 8, passed: 7, iteration: 2),
      FunnelStep(
        stage: "instruct", position: 1, gate: "length", entered: 10, passed: 8, failed: 1, reasons: ["short": 2],
        iteration: 2),
      FunnelStep(
        stage: "instruct", position: 1, gate: "length", entered: 4, passed: 2, reasons: ["short": 1, "long": 1],
        iteration: 2),
    ]
    try await store.write { transaction in
      for step in steps { try transaction.put(step, run: run) }
      try transaction.put(FunnelStep(stage: "curate", position: 1, gate: "length", entered: 1, passed: 1), run: nil)
    }
    let found = try store.read { try $0.funnel(run: run) }
    let sum = FunnelStep(
      stage: "instruct", position: 1, gate: "length", entered: 14, passed: 10, failed: 1,
      reasons: ["short": 3, "long": 1], iteration: 2)
    #expect(found == [steps[0], sum, steps[1]])
    #expect(try store.read { try $0.funnel() }.count == 4)
  }

  @Test("a test set comes back as it was, and its name is taken for good")
  func testSet() async throws {
    let instructions = try await store.write { transaction in
      try ["Why?", "How?"].map { text in
        try transaction.put(Instruction(text: text), key: ContentKey(hashing: text)).id
      }
    }
    let set = TestSet(
      name: "winter", definition: ["clusters": 2], vectors: "hashed",
      items: [
        .init(instruction: instructions[1], part: "hard", cluster: 2, difficulty: 7.5),
        .init(instruction: instructions[0], part: "diverse", cluster: 1),
      ])
    #expect(try store.read { try $0.testSetCount() } == 0)
    try await store.write { try $0.put(set, run: nil) }
    #expect(try store.read { try $0.testSets() } == [set])
    await #expect(throws: StoreError.self) { try await store.write { try $0.put(set, run: nil) } }
    #expect(try store.read { try $0.testSetCount() } == 1)
  }
}
