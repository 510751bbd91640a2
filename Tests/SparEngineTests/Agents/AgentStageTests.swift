// Agents by name, agents of a script, and what a changed prompt file costs.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparPrompts
import SparStore
import SparTesting
import Testing

@Suite("Agents by name", .timeLimit(.minutes(5)))
@Host
struct AgentStageTests {
  private let haiku = """
    ---
    about: Writes a haiku.
    role: author
    inputs:
      seed: {about: The text., sample: x}
    reply: text
    ---
    === user ===
    A haiku of: {{ seed }}
    """

  @Test("any agent is asked by name, once, and its reply comes in its form")
  func ask() async throws {
    let test = try TestEngine()
    let agent = try test.engine.library.agent("suggest", "harder")
    let inputs: [String: JSON] = ["instruction": "Name a fuel.", "type": "free", "count": 2]
    let first = try await test.engine.ask(agent: agent, inputs)
    guard case .items(let items) = first else { throw EngineError(.argument, "no list") }
    #expect(items.count == 2)
    #expect(try await test.engine.ask(agent: agent, inputs) == first && test.model.requests.count == 1)
    _ = try await test.engine.ask(agent: agent, inputs, ordinal: 1)
    #expect(test.model.requests.map(\.ordinal) == [0, 1])
    #expect(try test.calls.count == 2 && test.count(.suggestion) == 0)
    let error = await #expect(throws: PromptError.self) {
      try await test.engine.ask(agent: agent, inputs.merging(["typ": "x"]) { $1 })
    }
    #expect(error?.kind == .inputUndeclared)
  }

  @Test("an agent that a script adds stands above the files, and is stored with its text")
  func add() async throws {
    let test = try TestEngine()
    let engine = test.engine
    let before = try await engine.transform(try await test.seed(), agent: "poem")
    let agent = try await engine.addAgent(stage: "transform", name: "poem", text: haiku)
    let after = try await engine.transform(try await test.seed(), agent: "poem")
    #expect(after.id != before.id && test.model.requests.last?.messages[0].content.hasPrefix("A haiku of:") == true)
    #expect(engine.library.names(in: "transform").count { $0 == "poem" } == 1)
    _ = try await engine.addAgent(stage: "riddle", name: "haiku", text: haiku)
    #expect(engine.library.stages.contains("riddle") && engine.library.names(in: "riddle") == ["haiku"])
    let (stored, definitions, origin) = try engine.store.read {
      (try $0.agent(agent.hash), try $0.definitions(kind: "agent").map(\.definition), try $0.provenance(of: after.id))
    }
    #expect(stored?.text == haiku && origin?.agent == agent.hash)
    #expect(definitions.map(\.name) == ["transform/poem", "riddle/haiku"] && definitions[0].text == haiku)
    #expect(agent.hash == ContentKey(hashing: haiku))
  }

  @Test("an agent that cannot be read names itself and the line, and is not added")
  func refused() async throws {
    let test = try TestEngine()
    let wrong = haiku.replacing("{{ seed }}", with: "{{ sed }}")
    let error = await #expect(throws: PromptError.self) {
      try await test.engine.addAgent(stage: "transform", name: "haiku", text: wrong)
    }
    #expect(error?.message.hasPrefix("agents.add \"haiku\":9:") == true, "\(error?.message ?? "")")
    for (stage, name) in [("transform", "My Haiku"), ("taxonomy", "haiku"), ("a/b", "haiku")] {
      await #expect(throws: PromptError.self) {
        try await test.engine.addAgent(stage: stage, name: name, text: haiku)
      }
    }
    #expect(!test.engine.library.names(in: "transform").contains("haiku"))
  }

  /// A seed to refined instructions of two goals; the stages that were asked.
  private func wholeWay(_ test: TestEngine) async throws -> [String] {
    let engine = test.engine
    let passage = try await engine.transform(try await test.seed(), agent: "debate")
    _ = try await engine.transform(try await test.seed(), agent: "poem")
    var options = InstructOptions()
    (options.type, options.count) = ("main-idea", 2)
    let written = try await engine.instruct(passage, taxonomy: try await test.taxonomy(), options: options).instructions
    for (instruction, goal) in zip(written, ["harder", "easier"]) {
      _ = try await engine.edit(try await engine.suggest(instruction, goal: goal)[0])
    }
    return test.model.requests.map { "\($0.task.stage)/\($0.task.agent)" }
  }

  @Test(
    "a changed prompt file asks that agent again and those that work on what it wrote, and nothing else",
    arguments: [
      ("transform/poem", ["transform/poem"]), ("edit/harder", ["edit/harder"]),
      ("suggest/easier", ["suggest/easier", "edit/easier"]),
      (
        "transform/debate",
        [
          "transform/debate", "instruct/reading-comprehension", "suggest/harder", "edit/harder", "suggest/easier",
          "edit/easier",
        ]
      ), ("score/alone", []),
    ])
  func changed(path: String, again: [String]) async throws {
    let folder = try TemporaryFolder()
    let first = try TestEngine(in: folder)
    _ = try await wholeWay(first)
    let text = try first.engine.library.agent(
      String(path.split(separator: "/")[0]), String(path.split(separator: "/")[1])
    )
    .text
    first.engine.close()
    let second = try TestEngine(in: folder)
    #expect(try await wholeWay(second) == [])
    second.engine.close()
    let changed = text.replacing("=== user ===\n", with: "=== user ===\nTake your time.\n")
    _ = try folder.write(changed, to: "Changed/\(path).md")
    let third = try TestEngine(in: folder, prompts: [folder.file("Changed")])
    // What is written differently now must also read differently.
    third.model.answer = { request in
      let reply = ChatReply.dutiful(request)
      let isChanged = "\(request.task.stage)/\(request.task.agent)" == path
      return isChanged ? ChatReply(text: reply.text.replacing("e", with: "ee")) : reply
    }
    #expect(Set(try await wholeWay(third)) == Set(again))
  }
}
