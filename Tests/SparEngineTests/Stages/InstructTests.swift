// passage → instructions of types drawn from the taxonomy

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparTesting
import Testing

@Suite("Instructing", .timeLimit(.minutes(5)))
@Host
struct InstructTests {
  private func options(types: Int = 1, count: Int = 1, type: String? = nil) -> InstructOptions {
    var options = InstructOptions()
    (options.types, options.count, options.type) = (types, count, type)
    return options
  }

  private func instruct(
    _ test: TestEngine, _ passage: Stored<Passage>, _ options: InstructOptions
  ) async throws -> [Stored<Instruction>] {
    try await test.engine.instruct(passage, taxonomy: try await test.taxonomy(), options: options).instructions
  }

  @Test("types are drawn the same for the same seed of chance, and differently for another")
  func draws() async throws {
    func drawn(_ seed: UInt64) async throws -> [String?] {
      let test = try TestEngine(seed: seed)
      var types: [String?] = []
      for number in 0..<10 {
        types += try await instruct(test, try await test.passage("Seed \(number)."), options(types: 3)).map(\.type)
      }
      return types
    }
    let first = try await drawn(1)
    #expect(first.count == 30)
    #expect(try await drawn(1) == first)
    #expect(try await drawn(2) != first)
  }

  @Test(
    "only types that suit the transformation are drawn, each at most once",
    arguments: ["poem", "instructional-passage", "identity"])
  func gating(transformation: String) async throws {
    let test = try TestEngine()
    let taxonomy = try await test.taxonomy()
    let suitable = taxonomy.nodes.filter { $0.applies(to: transformation) }.map(\.name)
    #expect(transformation == "identity" || suitable.count < taxonomy.nodes.count)
    let passage = try await test.engine.transform(try await test.seed(), agent: transformation)
    let drawn = try await instruct(test, passage, options(types: 1000)).compactMap(\.type)
    #expect(drawn.count == suitable.count && Set(drawn) == Set(suitable))
  }

  @Test("a type without weight is never drawn; where none is left, that is an error")
  func weights() async throws {
    let test = try TestEngine()
    let taxonomy = try await test.taxonomy()
    let passage = try await test.passage()
    var weights = Dictionary(uniqueKeysWithValues: taxonomy.nodes.map { ($0.name, 0.0) })
    weights["summary"] = 2
    let one = try await test.engine.revise(taxonomy, weights: weights)
    let drawn = try await test.engine.instruct(passage, taxonomy: one, options: options(types: 5)).instructions
    #expect(drawn.map(\.type) == ["summary"])
    let none = try await test.engine.revise(one, weights: ["summary": 0])
    let error = await #expect(throws: EngineError.self) {
      try await test.engine.instruct(passage, taxonomy: none, options: options())
    }
    #expect(error?.kind == .noType)
  }

  @Test("one call asks for one type, with its definition and the number wanted")
  func oneTypePerCall() async throws {
    let test = try TestEngine()
    let instructions = try await instruct(test, try await test.passage(), options(types: 2, count: 3))
    #expect(instructions.count == 6 && test.model.requests.count == 2)
    let task = test.model.requests[0].task
    let node = try #require(try await test.taxonomy().value.node(named: task.text("type")))
    #expect(task.text("definition") == node.definition && task.text("answer_format") == node.answerFormat)
    #expect(task.inputs["count"] == 3)
  }

  @Test("an instruction carries its passage, skill, type and answerability")
  func fields() async throws {
    let test = try TestEngine()
    let passage = try await test.passage()
    let taxonomy = try await test.taxonomy()
    for node in taxonomy.nodes.prefix(3) + taxonomy.nodes.filter({ $0.answerability == .unanswerable }) {
      let instruction = try await instruct(test, passage, options(type: node.name))[0]
      #expect(instruction.passage == passage.id && instruction.skill == taxonomy.skill)
      #expect(
        instruction.type == node.name && instruction.answerability == node.answerability && instruction.round == 0)
    }
  }

  @Test("more items than were asked for are left out, in the order of the reply")
  func tooMany() async throws {
    let test = try TestEngine()
    test.model.answer = { _ in .items(["one?", "two?", "three?"]) }
    #expect(try await instruct(test, try await test.passage(), options(count: 2)).map(\.text) == ["one?", "two?"])
  }

  @Test("each turn of a loop asks for samples of its own, and the same turn again for none")
  func iterations() async throws {
    let test = try TestEngine()
    let passage = try await test.passage()
    for turn in [1, 2, 1, 2] {
      test.engine.iteration = turn
      _ = try await instruct(test, passage, options(type: "summary"))
    }
    #expect(test.model.requests.map(\.ordinal) == [0, 1])
  }

  @Test("an unknown type is an error that names the nearest")
  func unknownType() async throws {
    let test = try TestEngine()
    let passage = try await test.passage()
    let error = await #expect(throws: EngineError.self) { try await instruct(test, passage, options(type: "sumary")) }
    #expect(error?.kind == .argument && error?.hint?.contains("summary") == true)
  }

  @Test("where one type fails, the calls for the others are kept")
  func oneTypeFails() async throws {
    let test = try TestEngine()
    let passage = try await test.passage()
    test.model.answer = { request in
      request.task.text("type") == "summary" ? ChatReply(text: "no list") : .dutiful(request)
    }
    let all = options(types: 1000)
    await #expect(throws: EngineError.self) { try await instruct(test, passage, all) }
    let asked = test.model.requests.count
    #expect(try test.count(.instruction) == asked - 1)
    test.model.answer = { .dutiful($0) }
    #expect(try await instruct(test, passage, all).count == asked && test.model.requests.count == asked + 1)
  }
}
