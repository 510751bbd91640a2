// suggestion → refined instruction, or a rejection with its reason

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Suggesting and editing", .timeLimit(.minutes(5)))
@Host
struct EditTests {
  private let passage = "The lamp burned whale oil, then lard oil, then kerosene."

  /// What becomes of an edit when the editor answers `reply`.
  private func edit(
    _ test: TestEngine, goal: String, _ reply: @escaping @Host @Sendable (AgentTask) -> ChatReply
  ) async throws -> (Stored<Suggestion>, EditOutcome) {
    let suggestion = try await test.engine.suggest(try await test.instruction(passage), goal: goal)[0]
    test.model.answer = { reply($0.task) }
    return (suggestion, try await test.engine.edit(suggestion))
  }

  private func reason(_ outcome: EditOutcome) -> String? {
    guard case .rejected(let reason) = outcome else { return nil }
    return reason
  }

  private func refined(_ outcome: EditOutcome) throws -> Stored<Instruction> {
    guard case .refined(let instruction) = outcome else { throw Rejected() }
    return instruction
  }

  private struct Rejected: Error {}

  @Test("as many suggestions as were asked for, of their instruction and goal")
  func suggestions() async throws {
    let test = try TestEngine()
    let instruction = try await test.instruction()
    let suggestions = try await test.engine.suggest(instruction, goal: "easier", count: 3)
    #expect(
      suggestions.count == 3 && suggestions.allSatisfy { $0.instruction == instruction.id && $0.goal == "easier" })
    #expect(Set(suggestions.map(\.text)).count == 3)
  }

  @Test("a refined instruction knows its parent, its suggestion, its goal and its round")
  func lineage() async throws {
    let test = try TestEngine()
    let (suggestion, outcome) = try await edit(test, goal: "harder") { task in
      .edit(instruction: "Which fuel burned for the shortest time, and why?")
    }
    let refined = try refined(outcome)
    let parent = try test.engine.record(Instruction.self, suggestion.instruction)
    #expect(refined.text == "Which fuel burned for the shortest time, and why?")
    #expect(refined.parent == parent.id && refined.suggestion == suggestion.id && refined.goal == "harder")
    #expect(refined.round == 1 && refined.type == parent.type && refined.skill == parent.skill)
    #expect(refined.passage == parent.passage && refined.answerability == .answerable)
  }

  @Test(
    "an edit that changes nothing of substance is rejected",
    arguments: [
      { $0 }, { $0.uppercased() }, { "  " + $0.replacing(" ", with: "\n") + "!!" }, { "«" + $0 + "»" },
    ] as [@Sendable (String) -> String])
  func nothingChanged(change: @escaping @Sendable (String) -> String) async throws {
    let (_, outcome) = try await edit(try TestEngine(), goal: "harder") {
      .edit(instruction: change($0.text("instruction")))
    }
    #expect(reason(outcome) == "nothing of substance changed")
  }

  @Test("a goal that lives in the passage needs another passage", arguments: ["flip", "unanswerable"])
  func passageUnchanged(goal: String) async throws {
    let passage = passage
    for text in [nil, passage, passage.uppercased() + "!"] {
      let (_, outcome) = try await edit(try TestEngine(), goal: goal) { _ in
        .edit(instruction: "Another question altogether?", passage: text)
      }
      #expect(reason(outcome) == "the passage is unchanged")
    }
  }

  @Test("a rejection is stored with its reason and text, once, and its call is not made again")
  func rejectionStored() async throws {
    let test = try TestEngine()
    let (suggestion, _) = try await edit(test, goal: "flip") { _ in .edit(instruction: "The same?") }
    let asked = test.model.requests.count
    #expect(reason(try await test.engine.edit(suggestion)) == "the passage is unchanged")
    #expect(test.model.requests.count == asked)
    let rejections = try test.engine.store.read { try $0.rejections() }
    #expect(rejections.map(\.stage) == ["edit"] && rejections.map(\.subject) == [suggestion.id])
    #expect(rejections.map(\.reason) == ["the passage is unchanged"] && rejections.map(\.text) == ["The same?"])
    #expect(try test.count(.instruction) == 1)
  }

  @Test("an edited passage is a new passage of the same seed, with the one before and the suggestion named")
  func editedPassage() async throws {
    let test = try TestEngine()
    let (suggestion, outcome) = try await edit(test, goal: "flip") { task in
      .edit(instruction: task.text("instruction"), passage: "The lamp burned kerosene, then lard oil, then whale oil.")
    }
    let refined = try refined(outcome)
    let parent = try test.engine.record(Instruction.self, suggestion.instruction)
    let before = try test.engine.record(Passage.self, try #require(parent.passage))
    let after = try test.engine.record(Passage.self, try #require(refined.passage))
    #expect(after.id != before.id && after.text == "The lamp burned kerosene, then lard oil, then whale oil.")
    #expect(after.parent == before.id && after.suggestion == suggestion.id && after.seed == before.seed)
    #expect(after.transformation == before.transformation && refined.text == parent.text)
    let links = try test.engine.store.read { try $0.lineage(of: refined.id) }
    #expect(links.contains { $0.parent == before.seed } && links.contains { $0.parent == before.id })
  }

  @Test("only the goal unanswerable makes an instruction unanswerable")
  func answerability() async throws {
    for (goal, expected) in [("unanswerable", Answerability.unanswerable), ("flip", .answerable)] {
      let (_, outcome) = try await edit(try TestEngine(), goal: goal) { task in
        .edit(instruction: task.text("instruction"), passage: "The lamp burned one oil after another.")
      }
      #expect(try refined(outcome).answerability == expected)
    }
  }

  @Test("a passage for an instruction that has none is no change")
  func passageForNone() async throws {
    let test = try TestEngine()
    let suggestion = try await test.engine.suggest(try await test.engine.instruction("Name a fuel."), goal: "harder")[0]
    test.model.answer = { .edit(instruction: $0.task.text("instruction"), passage: "Out of thin air.") }
    #expect(reason(try await test.engine.edit(suggestion)) == "nothing of substance changed")
    #expect(try test.count(.passage) == 0)
  }

  @Test("a second refinement is round two")
  func rounds() async throws {
    let test = try TestEngine()
    var instruction = try await test.instruction()
    for round in 1...3 {
      let suggestion = try await test.engine.suggest(instruction, goal: "harder")[0]
      instruction = try refined(try await test.engine.edit(suggestion))
      #expect(instruction.round == round)
    }
    #expect(try test.engine.store.read { try $0.lineage(of: instruction.id) }.count { $0.role == "parent" } == 3)
  }

  @Test("in code a single sign is a change, and its white space is none")
  func codeChanges() async throws {
    let test = try TestEngine()
    let instruction = try await test.engine.instruction("What does this print?\n```python\nif a < b: print(1)\n```")
    let suggestion = try await test.engine.suggest(instruction, goal: "harder")[0]
    test.model.answer = { .edit(instruction: $0.task.text("instruction").replacing("a < b", with: "a  <  b")) }
    #expect(reason(try await test.engine.edit(suggestion)) == "nothing of substance changed")
    let other = try await test.engine.suggest(instruction, goal: "easier")[0]
    test.model.answer = { .edit(instruction: $0.task.text("instruction").replacing("a < b", with: "a <= b")) }
    #expect(try refined(try await test.engine.edit(other)).text.contains("a <= b"))
  }

  @Test("a goal is a pair of files: what it must change and what becomes of the answer stand in the editor's")
  func ownGoal() async throws {
    let folder = try TemporaryFolder()
    let suggester = """
      ---
      about: Suggests.
      role: suggester
      inputs:
        instruction: {about: i, sample: x}
        definition: {about: d, sample: x, optional: true}
        tone: {about: t, sample: x, optional: true}
      reply: items
      ---
      === user ===
      {{ instruction }} {{ definition }} {{ tone }}
      """
    let editor = """
      ---
      about: Edits.
      role: editor
      inputs:
        instruction: {about: i, sample: x}
        suggestion: {about: s, sample: x}
      reply: edit
      answerability: missing-information
      ---
      === user ===
      {{ instruction }} {{ suggestion }}
      """
    _ = try folder.write(suggester, to: "Prompts/suggest/withhold.md")
    _ = try folder.write(editor, to: "Prompts/edit/withhold.md")
    let test = try TestEngine(in: folder, prompts: [folder.file("Prompts")])
    var options = SuggestOptions(goal: "withhold")
    (options.count, options.inputs) = (3, ["tone": "dry", "nobody": "asked"])
    let instruction = try await test.instruction()
    test.model.answer = { _ in .items(["One.", "Two.", "Three."]) }
    let suggestions = try await test.engine.suggest(instruction, options: options)
    #expect(suggestions.map(\.text) == ["One.", "Two.", "Three."])
    let inputs = try #require(test.model.requests.last?.task.inputs)
    #expect(Set(inputs.keys) == ["instruction", "definition", "tone"] && inputs["tone"] == "dry")
    test.model.answer = { .edit(instruction: "\($0.task.text("instruction")) \($0.task.text("suggestion"))") }
    var edited: [Stored<Instruction>] = []
    for suggestion in suggestions { edited.append(try refined(try await test.engine.edit(suggestion))) }
    #expect(edited.allSatisfy { $0.answerability == .missingInformation && $0.parent == instruction.id })
    #expect(Set(edited.map(\.suggestion)) == Set(suggestions.map(\.id)))
  }
}
