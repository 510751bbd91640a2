// What replies of authors become: leaked answers, texts of their own, types for some seeds only, coverage.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Instructions as they are written", .timeLimit(.minutes(5)))
@Host
struct InstructItemsTests {
  private func instruct(_ test: TestEngine, _ reply: String, count: Int = 5) async throws -> WrittenInstructions {
    test.model.answer = { _ in ChatReply(text: reply) }
    var options = InstructOptions()
    (options.type, options.count) = ("main-idea", count)
    return try await test.engine.instruct(
      try await test.passage(), taxonomy: try await test.taxonomy(), options: options)
  }

  @Test("answers are taken out of texts and members, and counted, the second time too")
  func leaks() async throws {
    let test = try TestEngine()
    let reply = #"""
      Here you go:
      [{"instruction": "Which tide is higher?\nA) spring\nB) neap\n\n**Answer:** A", "answer": "A"},
       {"instruction": "Run:\n```py\n# Answer: 42\nprint(6 * 7)  # __init__\n```"}, {"instruction": "Answer: B"}]
      """#
    for _ in 0..<2 {
      let written = try await instruct(test, reply)
      #expect(
        written.instructions.map(\.text) == [
          "Which tide is higher?\nA) spring\nB) neap", "Run:\n```py\n# Answer: 42\nprint(6 * 7)  # __init__\n```",
        ])
      #expect(written.leaks == 3)
    }
    #expect(test.model.requests.count == 1)
  }

  @Test("a text of its own takes the place of the passage, after which it comes")
  func context() async throws {
    let test = try TestEngine()
    let reply = #"[{"instruction": "Sum the fares.", "context": "bus 3\nferry 4"}, "Sum the tides."]"#
    let written = try await instruct(test, reply).instructions
    let shared = try await test.passage()
    #expect(written.map(\.passage) == [written[0].passage, shared.id] && written[0].passage != shared.id)
    let own = try test.engine.record(Passage.self, try #require(written[0].passage))
    #expect(own.text == "bus 3\nferry 4" && own.parent == shared.id && own.seed == shared.seed)
    _ = try await test.engine.respond(written[0])
    #expect(test.model.requests.last?.messages[0].content == "bus 3\nferry 4\n\nSum the fares.")
    #expect(try await instruct(test, reply).instructions == written && test.model.requests.count == 2)
  }

  @Test("types for other seeds are not drawn, and all there is to know is given to an author that declares it")
  func seeds() async throws {
    let folder = try TemporaryFolder()
    let author = """
      ---
      about: Writes.
      role: author
      inputs:
        passage: {about: p, sample: x}
        type: {about: t, sample: x}
        answerability: {about: a, sample: x}
        language: {about: l, sample: x, optional: true}
        seed_type: {about: s, sample: x, optional: true}
        note: {about: n, sample: x, optional: true}
      reply: items
      ---
      === user ===
      {{ passage }} {{ type }} {{ answerability }} {{ language }} {{ seed_type }} {{ note }}
      """
    let types = """
      skill: craft
      about: Craft.
      types:
        - {name: for-code, definition: d, answer_format: a, seeds: [code], answerability: missing-api}
        - {name: for-text, definition: d, answer_format: a, seeds: [text]}
      """
    _ = try folder.write(author, to: "Prompts/instruct/craft.md")
    _ = try folder.write(types, to: "Prompts/taxonomy/craft.yaml")
    let test = try TestEngine(in: folder, prompts: [folder.file("Prompts")])
    let seed = try await test.engine.seed(Seed(type: "code", text: "f()", origin: "a.py", language: "python"))
    let passage = try await test.engine.transform(seed, agent: "identity")
    var options = InstructOptions()
    (options.types, options.count, options.inputs) = (5, 1, ["note": "N", "passage": "not this"])
    let written = try await test.engine.instruct(
      passage, taxonomy: try await test.engine.taxonomy("craft"), options: options
    ).instructions
    #expect(written.map(\.type) == ["for-code"] && written.map(\.answerability) == [.missingAPI])
    #expect(
      test.model.requests[0].task.inputs == [
        "passage": "f()", "type": "for-code", "answerability": "missing-api", "language": "python", "seed_type": "code",
        "note": "N",
      ])
  }

  @Test("coverage counts calls that failed, what was produced, refined and turned away, and shows what was never asked")
  func coverage() async throws {
    let test = try TestEngine()
    await #expect(throws: EngineError.self) { try await instruct(test, "I would rather not.") }
    let seed = try await test.engine.transform(try await test.seed("Another."), agent: "identity")
    var options = InstructOptions()
    (options.type, options.count) = ("main-idea", 3)
    test.model.answer = { .dutiful($0) }
    let written = try await test.engine.instruct(seed, taxonomy: try await test.taxonomy(), options: options)
      .instructions
    try await test.engine.reject(written[0].id, reason: "too short", stage: "length")
    let suggestions = try await test.engine.suggest(written[1], goal: "harder", count: 2)
    _ = try await test.engine.edit(suggestions[0])
    test.model.answer = { .edit(instruction: $0.task.text("instruction")) }
    _ = try await test.engine.edit(suggestions[1])
    let all = try await test.engine.coverage(skill: "reading-comprehension")
    #expect(all.count == 43 && all.filter { $0.line.asked > 0 }.map(\.line.type) == ["main-idea"])
    let line = try #require(all.first { $0.line.type == "main-idea" })
    #expect(
      line.line
        == CoverageLine(
          skill: "reading-comprehension", type: "main-idea", asked: 2, produced: 3, refined: 1, rejected: 2))
    #expect(line.share == 1 && line.parent == "comprehension")
    // Asked again with a readable reply, it is still one call.
    _ = try await instruct(test, "[\"Which?\"]")
    let again = try await test.engine.coverage().first { $0.line.type == "main-idea" }?.line
    #expect(again?.asked == 2 && again?.produced == 4)
  }
}
