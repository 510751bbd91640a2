// Agents whose replies are JSON: what their files say, what is read, what is refused.

import SparCore
@testable import SparPrompts
import Testing

struct JSONReplyTests {
  private static let file = """
    ---
    about: Rates a text.
    role: judge
    reply: json
    schema:
      type: object
      required: [score]
      properties:
        score: {type: integer, minimum: 1}
        kind: {enum: [good, bad]}
    sample_replies: {good: '{"score": 3}', bad: '{"score": 0}'}
    ---
    === user ===
    Rate it.
    """

  @Test("a prompt file gives the schema; replies are read by it")
  func read() throws {
    let agent = try agent(Self.file)
    #expect(try agent.read(#"Well: {"score": 2, "kind": "good"}"#) == .json(["score": 2, "kind": "good"]))
    #expect(throws: PromptError.self) { try agent.read(#"{"score": 2, "kind": "fair"}"#) }
    #expect(agent.check().isEmpty)
  }

  @Test("check holds the sample replies against the schema")
  func samples() throws {
    let agent = try agent(Self.file.replacing(#"good: '{"score": 3}'"#, with: #"good: '{"score": "3"}'"#))
    #expect(agent.check().map(\.sentence).contains { $0.contains("/score must be an integer, not a string.") })
  }

  @Test(
    "a schema that says nothing, or is missing, is refused when the file is read",
    arguments: [
      ("reply: json", "reply: text", "has a schema, which goes with reply: json only."),
      ("schema:", "source:", "needs text for 'source'."),
      (
        "type: object", "pattern: x",
        "has a schema that cannot be used. The schema uses 'pattern' at #/pattern, which is not supported."
      ),
    ])
  func refused(_ old: String, _ new: String, _ sentence: String) {
    #expect(promptError { _ = try agent(Self.file.replacing(old, with: new)) }?.sentence == sentence)
  }

  @Test("reply: json without a schema is refused")
  func missing() {
    let text = prompt("Write.").replacing("reply: text", with: "reply: json")
    #expect(promptError { _ = try agent(text) }?.sentence == "says reply: json and has no schema.")
  }

  @Test("a script's own words are answered verbatim")
  func verbatim() throws {
    #expect(try Agent.chat().read("```\nx\n``` ") == .text("```\nx\n``` "))
    #expect(throws: PromptError.self) { try Agent.chat().read(" \n") }
  }
}
