// Chains, weights, seeds that a transformation suits, picking by an agent, replies that are JSON.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Choosing transformations", .timeLimit(.minutes(5)))
@Host
struct TransformationChoiceTests {
  private func options(_ choice: TransformationChoice) -> TransformOptions {
    var options = TransformOptions()
    options.choice = choice
    return options
  }

  /// An engine with transformations of the test's own.
  private func engine(_ files: [String: String]) throws -> TestEngine {
    let folder = try TemporaryFolder()
    for (name, text) in files { _ = try folder.write(text, to: "Prompts/\(name)") }
    return try TestEngine(in: folder, prompts: [folder.file("Prompts")])
  }

  private func prompt(_ extra: String = "", reply: String = "text", body: String = "=== user ===\n{{ seed }}") -> String
  {
    """
    ---
    about: Turns.
    role: author
    inputs:
      seed: {about: The text., sample: x}
      note: {about: A note., sample: x, optional: true}
    reply: \(reply)
    \(extra)
    ---
    \(body)
    """
  }

  @Test("in a chain each transformation gets the passage of the one before, which is its parent")
  func chain() async throws {
    let test = try TestEngine()
    let seed = try await test.seed()
    let last = try await test.engine.transform(.seed(seed), options: options(.chain(["long-text", "debate"])))
    let first = try test.engine.record(Passage.self, try #require(last.parent))
    #expect(first.transformation == "long-text" && first.parent == nil && last.transformation == "debate")
    #expect(last.text == "debate: long-text: The tide turns twice a day." && last.seed == seed.id)
    #expect(try await test.engine.transform(.passage(first), options: options(.chain(["debate"]))) == last)
    #expect(test.model.requests.count == 2)
    let same = try await test.engine.transform(.passage(last), options: options(.chain(["identity"])))
    #expect(same == last)
  }

  @Test("weights decide what is drawn, by name and not by order; a weight of 0 never is")
  func weights() async throws {
    let test = try TestEngine()
    var drawn: [String: Int] = [:]
    let names = [WeightedName("poem", 3), WeightedName("debate", 1), WeightedName("satire", 0)]
    for number in 0..<200 {
      let seed = try await test.seed("Seed \(number).")
      let one = try await test.engine.transform(.seed(seed), options: options(.oneOf(names)))
      let other = try await test.engine.transform(.seed(seed), options: options(.oneOf(names.reversed())))
      #expect(one == other)
      drawn[one.transformation, default: 0] += 1
    }
    #expect(drawn["satire"] == nil && (120...180).contains(drawn["poem"] ?? 0))
  }

  @Test("only transformations that suit the seed are drawn; one that is named and does not is refused before any call")
  func suitable() async throws {
    let test = try engine(["transform/api.md": prompt("seeds: [code, api]")])
    let text = try await test.seed()
    let code = try await test.engine.seed(Seed(type: "code", text: "print(1)", origin: "a.py", language: "python"))
    let both = options(.oneOf([WeightedName("api"), WeightedName("poem", 0.001)]))
    for _ in 0..<5 {
      #expect(try await test.engine.transform(.seed(text), options: both).transformation == "poem")
    }
    #expect(try await test.engine.transform(.seed(code), options: both).transformation == "api")
    let asked = test.model.requests.count
    let named = await #expect(throws: EngineError.self) { try await test.engine.transform(text, agent: "api") }
    #expect(named?.kind == .unsuitable && named?.message.contains("takes seeds of the types code, api") == true)
    let none = await #expect(throws: EngineError.self) {
      try await test.engine.transform(.seed(text), options: options(.oneOf([WeightedName("api")])))
    }
    #expect(none?.kind == .unsuitable && test.model.requests.count == asked)
    // A later step works on text that has been made for it.
    let passage = try await test.engine.transform(.seed(text), options: options(.chain(["poem", "api"])))
    #expect(passage.transformation == "api")
  }

  @Test("an agent that looks at the seed picks one of the names, once")
  func picked() async throws {
    let folder = try TemporaryFolder()
    let picker = """
      ---
      about: Picks.
      role: author
      inputs:
        seed: {about: The text., sample: x}
        choices: {about: What there is., sample: [{name: a, about: b}]}
      reply: json
      schema: {type: object, required: [transformation], properties: {transformation: {type: string}}}
      ---
      === user ===
      {{ seed }}{% for choice in choices %} {{ choice.name }}: {{ choice.about }}{% endfor %}
      """
    _ = try folder.write(picker, to: "Prompts/pick/transformation.md")
    let test = try TestEngine(in: folder, prompts: [folder.file("Prompts")])
    var picked = options(.oneOf([WeightedName("poem"), WeightedName("debate")]))
    picked.isPicked = true
    test.model.answer = { request in
      request.task.stage == "pick" ? ChatReply(text: #"{"transformation": "Poem"}"#) : .dutiful(request)
    }
    for _ in 0..<2 {
      #expect(try await test.engine.transform(.seed(try await test.seed()), options: picked).transformation == "poem")
    }
    #expect(test.model.requests.map(\.task.stage) == ["pick", "transform"])
    #expect(test.model.requests[0].messages[0].content.contains("debate: Turns a seed into a debate"))
    test.model.answer = { _ in ChatReply(text: #"{"transformation": "opera"}"#) }
    let error = await #expect(throws: EngineError.self) {
      try await test.engine.transform(.seed(try await test.seed("Another.")), options: picked)
    }
    #expect(error?.message.contains("'opera'") == true)
  }

  @Test("a passage of a JSON reply is the value over several lines")
  func json() async throws {
    let test = try engine(["transform/table.md": prompt("schema: {type: array}", reply: "json")])
    test.model.answer = { _ in ChatReply(text: "Here:\n```json\n[{\"name\": \"f\", \"n\": [1]}]\n```\nDone.") }
    let passage = try await test.engine.transform(try await test.seed(), agent: "table")
    #expect(passage.text == "[\n  {\n    \"name\": \"f\",\n    \"n\": [\n      1\n    ]\n  }\n]")
  }

  @Test("an agent without a call gives the seed, or its one section filled in")
  func template() async throws {
    let body = "=== user ===\nFirst: {{ note }}\n\nThen: {{ seed }}"
    let test = try engine(["transform/framed.md": prompt("call: false", body: body)])
    var framed = options(.chain(["framed"]))
    framed.inputs = ["note": "**high** water", "unknown": 3]
    let passage = try await test.engine.transform(.seed(try await test.seed("Tides.")), options: framed)
    #expect(passage.text == "First: **high** water\n\nThen: Tides." && test.model.requests.isEmpty)
    framed.inputs["note"] = "low water"
    #expect(try await test.engine.transform(.seed(try await test.seed("Tides.")), options: framed).id != passage.id)
  }

  @Test("an agent is given what it declares, of the seed and of what is passed along")
  func declared() async throws {
    let test = try engine(["transform/noted.md": prompt(body: "=== user ===\n{{ seed }} {{ note }}")])
    var noted = options(.chain(["noted"]))
    noted.inputs = ["note": "N", "other": "O", "seed": "not this"]
    _ = try await test.engine.transform(.seed(try await test.seed("S")), options: noted)
    #expect(test.model.requests[0].task.inputs == ["seed": "S", "note": "N"])
  }
}
