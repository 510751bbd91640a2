// What test sets hold out, and exports that would hold it.

import LoopKit
import SparCore
import SparDatasets
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Leaks of test sets", .timeLimit(.minutes(5)))
@Host
struct LeakTests {
  private let question =
    "Name the three fuels that the light used before kerosene, in their order, and say why each of them was given up."

  private func start(_ held: Instruction...) async throws -> TestEngine {
    let test = try TestEngine()
    test.hire("sim/embedder", as: .embedder)
    var items: [TestSet.Item] = []
    for instruction in held {
      let stored = try await test.engine.instruction(instruction)
      items.append(TestSet.Item(instruction: stored.id, part: "diverse", cluster: 1))
    }
    try await test.engine.freeze(TestSet(name: "winter", definition: [:], vectors: "hashed", items: items))
    return test
  }

  private func kinds(_ test: TestEngine, _ instructions: Instruction...) async throws -> [String] {
    var ids: [RecordID] = []
    for instruction in instructions { ids.append(try await test.engine.instruction(instruction).id) }
    let leaks = try await test.engine.leaks(among: ids)
    return ids.indices.map { row in leaks.first { $0.row == row }?.kind ?? "none" }
  }

  @Test("the same task, words in a row, a near-duplicate and a neighbour are each found by their name")
  func kinds() async throws {
    let short = Instruction(text: "Compare lard oil with whale oil")
    let test = try await start(Instruction(text: question), short)
    let found = try await kinds(
      test, Instruction(text: question.uppercased()), Instruction(text: "First do this: \(question)"),
      Instruction(text: "Name the four fuels that the light used before coal, in their order."),
      Instruction(text: "Compare whale oil with lard oil. Compare lard oil with whale oil"),
      Instruction(text: "Say who trimmed the wicks."))
    #expect(found == ["same task", "shared words", "none", "neighbour", "none"])
  }

  @Test("a near-duplicate is found where no words in a row are too many")
  func nearDuplicate() async throws {
    // Of eight five-grams each, seven are the same: 7 of 9.
    let words = "a b c d e f g h i j k l"
    let test = try await start(Instruction(text: words))
    let near = try await test.engine.instruction(Instruction(text: words.replacing(" l", with: " m")))
    let leak = try await test.engine.leaks(among: [near.id]).first
    #expect(leak?.kind == "near-duplicate" && leak?.detail == "0.78")
  }

  @Test("further turns belong to a task")
  func turns() async throws {
    let test = try await start(Instruction(text: "Plan a day.", turns: [question]))
    #expect(try await kinds(test, Instruction(text: question)) == ["shared words"])
    #expect(try await kinds(test, Instruction(text: "Plan a day.")) == ["none"])
  }

  @Test("the same words about another passage are another task")
  func passages() async throws {
    let test = try TestEngine()
    test.hire("sim/embedder", as: .embedder)
    let tides = try await test.passage("The tide turns twice a day, and the harbour empties before noon in spring.")
    let edited = try await test.passage("The tide turns twice a day, and the harbour empties before noon in autumn.")
    let lamps = try await test.passage("It burned whale oil until the price tripled, then lard oil, then kerosene.")
    let held = try await test.engine.instruction(Instruction(text: "Summarise the passage.", passage: tides.id))
    let item = TestSet.Item(instruction: held.id, part: "hard", cluster: 1, difficulty: 3)
    try await test.engine.freeze(TestSet(name: "winter", definition: [:], vectors: "hashed", items: [item]))
    let found = try await kinds(
      test, Instruction(text: "Summarise the passage!", passage: lamps.id),
      Instruction(text: "Summarise the passage!", passage: edited.id), Instruction(text: "Summarise the passage!"))
    #expect(found == ["none", "same task", "same task"])
  }

  @Test("an export that would leak writes nothing and lists rows and items")
  func stop() async throws {
    let test = try await start(Instruction(text: question))
    let leaking = try await test.engine.instruction(Instruction(text: question.lowercased()))
    let clean = try await test.engine.instruction(Instruction(text: "Say who trimmed the wicks."))
    let rows = [clean, leaking].map { SelectedRow(instruction: $0.id) }
    let path = test.folder.file("p.jsonl")
    let error = await #expect(throws: EngineError.self) {
      _ = try await test.engine.export(rows, format: "prompt", path: path)
    }
    #expect(error?.code == "dataset.leak")
    #expect(
      error?.message == """
        1 of 2 rows leak what a test set holds out, and nothing was written:
          row 2 (\(leaking.id)): same task as item 1 of the test set 'winter' (i1)
        """)
    #expect(throws: (any Error).self) { try test.folder.bytes(of: "p.jsonl") }
  }

  @Test("rows that leak can be left out, each stored with its reason")
  func drop() async throws {
    let test = try await start(Instruction(text: question))
    let leaking = try await test.engine.instruction(Instruction(text: question.lowercased()))
    let clean = try await test.engine.instruction(Instruction(text: "Say who trimmed the wicks."))
    let rows = [clean, leaking].map { SelectedRow(instruction: $0.id) }
    let exported = try await test.engine.export(
      rows, format: "prompt", path: test.folder.file("p.jsonl"), leaking: .drop)
    #expect(exported.report.rows == 1 && exported.report.refusals.map(\.count) == [1])
    let rejections = try test.engine.store.read { try $0.rejections() }
    #expect(rejections.map(\.reason) == ["same task as item 1 of the test set 'winter'"])
    #expect(rejections.map(\.subject) == [leaking.id] && rejections[0].stage == "export")
  }

  @Test("a test set made later is looked at, and its name is taken")
  func later() async throws {
    let test = try await start(Instruction(text: question))
    let other = try await test.engine.instruction(Instruction(text: "Say who trimmed the wicks."))
    #expect(try await test.engine.leaks(among: [other.id]).isEmpty)
    let item = TestSet.Item(instruction: other.id, part: "diverse", cluster: 1)
    let second = TestSet(name: "spring", definition: [:], vectors: "hashed", items: [item])
    try await test.engine.freeze(second)
    #expect(try await test.engine.leaks(among: [other.id]).map(\.testSet) == ["spring"])
    await #expect(throws: EngineError.self) { try await test.engine.freeze(second) }
  }
}
