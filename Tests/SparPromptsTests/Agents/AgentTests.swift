// What an agent is given, and what it says of its own samples.

import SparCore
import Testing

@testable import SparPrompts

@Suite("Agents") struct AgentTests {
  @Test("a missing input is named with the file and what it is for")
  func missing() throws {
    let agent = try agent(prompt("{{ seed }}"))
    for inputs in [[:], ["seed": .null]] as [[String: JSON]] {
      let error = promptError { _ = try agent.render(inputs) }
      #expect(error?.code == "prompt.input_missing")
      #expect(error?.message == "transform/poem.md: needs the input 'seed': The text.")
    }
  }

  @Test("an input that is not declared is named with the nearest declared one")
  func undeclared() throws {
    let agent = try agent(prompt("{{ seed }}"))
    let error = promptError { _ = try agent.render(["seed": "x", "langauge": "y"]) }
    #expect(error?.code == "prompt.input_undeclared")
    #expect(error?.hint == "Did you mean 'language'?")
  }

  @Test("a list given where text is inserted is an error with file and line")
  func kind() throws {
    let agent = try agent(prompt("a\n{{ seed }}"))
    let error = promptError { _ = try agent.render(["seed": ["x"]]) }
    #expect(error?.code == "prompt.input_kind")
    #expect(error?.line == 12)
  }

  @Test("a good prompt has no problems")
  func clean() throws {
    #expect(try agent(prompt("{{ seed }}{% if language %} {{ language }}{% endif %}")).check().isEmpty)
  }

  @Test("sample replies that the parser reads otherwise than promised are problems")
  func sampleReplies() throws {
    let wrong = prompt("{{ seed }}").replacing("good: \"Some text.\", bad: \"\"", with: "good: \"\", bad: Fine.")
    let problems = try agent(wrong).check()
    #expect(problems.count == 2)
    #expect(problems.map(\.sentence).joined().contains("is refused"))
    #expect(problems.map(\.sentence).joined().contains("is accepted"))
    let none = prompt("{{ seed }}").replacing("sample_replies: {good: \"Some text.\", bad: \"\"}\n", with: "")
    #expect(try agent(none).check().count == 2)
  }

  @Test("a sample that cannot be rendered is a problem with its line")
  func sampleRender() throws {
    let problems = try agent(prompt("{{ seed }}").replacing("sample: A lighthouse.", with: "sample: [a]")).check()
    #expect(problems.count == 1)
    #expect(problems.first?.line == 11)
    let blank = try agent(prompt("{% if language %}x{% endif %}")).check()
    #expect(blank.map(\.sentence) == ["renders an empty user message from its samples."])
  }
}
