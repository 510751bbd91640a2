// How a prompt file is cut up, and what is said of a malformed one.

import SparCore
import Testing

@testable import SparPrompts

@Suite("Prompt files") struct PromptLayoutTests {
  @Test("front matter and sections become an agent")
  func whole() throws {
    let text = """
      ---
      about: Writes a poem.
      role: author
      inputs:
        seed: {about: The text., sample: [1, "2", {a: true}]}
      reply: text
      source: arXiv 2407.03502
      sampling: {temperature: 0.8, max_tokens: 2048, stop: ["END"]}
      sample_replies: {good: [a, b], bad: ""}
      ---

      === system ===

      You are a poet.

      === user ===
      {% for x in seed %}{{ x }}{% endfor %}

      """
    let agent = try agent(text.replacing("{a: true}", with: "true"))
    #expect(agent.role == .author && agent.reply == .text && agent.makesCall)
    #expect(agent.source == "arXiv 2407.03502")
    #expect(agent.sampling == Sampling(temperature: 0.8, maxTokens: 2048, stop: ["END"]))
    #expect(agent.inputs == [AgentInput(name: "seed", about: "The text.", sample: [1, "2", true])])
    #expect(agent.sampleReplies.good == ["a", "b"] && agent.sampleReplies.bad == [""])
    #expect(
      try agent.render(["seed": ["x", "y"]]) == [ChatMessage(.system, "You are a poet."), ChatMessage(.user, "xy")])
  }

  @Test("the hash is of the file's bytes, the text has plain line ends")
  func hash() throws {
    let text = "\u{FEFF}" + prompt("{{ seed }}").replacing("\n", with: "\r\n")
    let agent = try agent(text)
    #expect(agent.hash == ContentKey(hashing: text))
    #expect(try agent.render(["seed": "a\r\nb"]).map(\.content) == ["a\r\nb"])
  }

  @Test("several turns are kept in order")
  func turns() throws {
    let agent = try agent(prompt("a\n=== assistant ===\nb\n=== user ===\n{{ seed }}"))
    #expect(try agent.render(["seed": "c"]).map(\.role) == [.user, .assistant, .user])
  }

  @Test("a value that looks like a section mark opens no section")
  func sectionInValue() throws {
    let messages = try agent(prompt("{{ seed }}")).render(["seed": "a\n=== system ===\nb"])
    #expect(messages == [ChatMessage(.user, "a\n=== system ===\nb")])
  }

  @Test(
    "a malformed file is refused with the line at fault",
    arguments: [
      ("about: x\n", 1, "front matter"),
      ("---\nabout: x\n", 1, "never ends"),
      ("---\nabout: x\nrole: athor\nreply: text\n---\n=== user ===\nx", 3, "author"),
      ("---\nabout: x\nrole: author\nreply: txt\n---\n=== user ===\nx", 4, "text"),
      ("---\nabuot: x\nrole: author\nreply: text\n---\n", 2, "about"),
      ("---\nabout: [x\nrole: author\n---\n", 3, "not YAML"),
      ("---\nabout: x\nabout: y\n---\n", 2, "twice: 'about'"),
      ("---\nrole: author\nreply: text\n---\n=== user ===\nx", 2, "about"),
      ("---\nabout: x\nreply: text\n---\n=== user ===\nx", 2, "role"),
      ("---\nabout: x\nrole: author\nreply: text\nsampling: {temperatur: 1}\n---\n", 5, "temperature"),
      ("---\nabout: x\nrole: author\nreply: text\nsampling: {temperature: warm}\n---\n", 5, "number"),
      ("---\nabout: x\nrole: author\nreply: text\ninputs:\n  Seed: {about: a, sample: b}\n---\n", 6, "Seed"),
      ("---\nabout: x\nrole: author\nreply: text\ninputs:\n  seed: {about: a}\n---\n", 6, "sample"),
      ("---\nabout: x\nrole: author\nreply: text\ninputs:\n  seed: text\n---\n", 6, "fields"),
      ("---\nabout: x\nrole: author\nreply: text\n---\nhello\n", 6, "before the first section"),
      ("---\nabout: x\nrole: author\nreply: text\n---\n=== usr ===\nhello\n", 6, "user"),
      ("---\nabout: x\nrole: author\nreply: text\n---\n\n=== user ===\n\n", 7, "empty"),
      ("---\nabout: x\nrole: author\nreply: text\n---\n=== user ===\na\n=== system ===\nb", 8, "first"),
      ("---\nabout: x\nrole: author\nreply: text\n---\n=== user ===\na\n=== assistant ===\nb", 8, "user"),
      ("---\nabout: x\nrole: author\nreply: text\n---\n=== user ===\nhello\n{{ seed }}\n", 8, "seed"),
      ("---\nabout: x\nrole: author\nreply: text\n---\n=== user ===\n\n\n{% if %}\n", 9, "condition"),
    ] as [(String, Int, String)])
  func malformed(text: String, line: Int, word: String) {
    let error = promptError { _ = try agent(text) }
    #expect(error?.line == line)
    #expect(error?.file == "transform/poem.md")
    #expect(error?.description.contains(word) == true, "\(error?.description ?? "")")
    #expect(error?.exitCode == .configuration)
  }

  @Test("a prompt that makes a call needs sections, one that makes none has one at most")
  func call() throws {
    let head = "---\nabout: x\nrole: author\nreply: text\n"
    #expect(promptError { _ = try agent(head + "---\n") }?.sentence.contains("no sections") == true)
    #expect(
      promptError { _ = try agent(head + "call: false\n---\n=== system ===\nx\n=== user ===\nx\n") }?.kind == .malformed
    )
    #expect(try agent(head + "call: false\n---\n=== user ===\nx\n").render([:])[0].content == "x")
    let identity = try agent(head + "call: false\n---\n")
    #expect(!identity.makesCall)
    #expect(try identity.render([:]).isEmpty)
  }

  @Test("bytes that are no UTF-8 are refused")
  func notUTF8() {
    let error = promptError { _ = try PromptSource(file: "a.md", bytes: [0x2D, 0xFF], kind: .malformed) }
    #expect(error?.kind == .unreadable)
  }
}
