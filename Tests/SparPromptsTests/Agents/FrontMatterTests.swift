// The fields of a prompt file that say what a stage may do with the agent.

import SparCore
import Testing

@testable import SparPrompts

@Suite("Front matter") struct FrontMatterTests {
  private func editor(_ extra: String) throws -> Agent {
    try agent(prompt("{{ seed }}", extra: extra).replacing("reply: text", with: "reply: edit"))
  }

  @Test("a transformation says which types of seeds it suits, and suits all where it does not")
  func seeds() throws {
    let agent = try agent(prompt("{{ seed }}", extra: "seeds: [code, api]\n"))
    #expect(agent.suits(seedsOf: "code") && agent.suits(seedsOf: "api") && !agent.suits(seedsOf: "text"))
    #expect(try SparPromptsTests.agent(prompt("x")).suits(seedsOf: "anything"))
  }

  @Test("an editor says what must change and what becomes of the answer")
  func edits() throws {
    let agent = try editor("edits: passage\nanswerability: missing-information\n")
    #expect(agent.edits == .passage && agent.answerability == .missingInformation)
    #expect(try editor("").edits == .instruction && editor("").answerability == nil)
  }

  @Test(
    "a field where it has no meaning, or with a value that has none, is refused with its line",
    arguments: [
      ("edits: passage\n", "goes with reply: edit only"),
      ("answerability: unanswerable\n", "goes with reply: edit only"),
      ("seeds: [text, '']\n", "blank seed type"), ("seeds: {text: 1}\n", "list of texts"),
    ])
  func misplaced(extra: String, words: String) {
    let error = promptError { _ = try agent(prompt("x", extra: extra)) }
    #expect(error?.code == "prompt.malformed" && error?.line == 8)
    #expect(error?.sentence.contains(words) == true, "\(error?.sentence ?? "")")
  }

  @Test("seeds go with transform alone, and only known words are taken")
  func words() throws {
    let source = try PromptSource(
      file: "suggest/harder.md", bytes: Array(prompt("x", extra: "seeds: [text]\n").utf8), kind: .malformed)
    #expect(promptError { _ = try Agent(stage: "suggest", name: "harder", source) }?.line == 8)
    #expect(promptError { _ = try editor("edits: pasage\n") }?.hint?.contains("'passage'") == true)
    #expect(promptError { _ = try editor("answerability: missing-apis\n") }?.hint?.contains("'missing-api'") == true)
  }

  @Test("an agent is given those inputs that it declares")
  func declared() throws {
    let agent = try agent(prompt("{{ seed }}"))
    #expect(agent.declared(of: ["seed": "x", "language": "swift", "count": 3]) == ["seed": "x", "language": "swift"])
  }
}
