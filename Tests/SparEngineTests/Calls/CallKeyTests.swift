// What makes two calls different: each thing that can change the reply, and nothing else.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("The identity of a call", .timeLimit(.minutes(5)))
@Host
struct CallKeyTests {
  /// How many new calls `change` makes of two responses that are there already.
  private func newCalls(
    _ change: @Host (TestEngine, [Stored<Instruction>]) async throws -> Void
  ) async throws -> Int {
    let test = try TestEngine()
    let instructions = [
      try await test.engine.instruction("Name a fuel."), try await test.engine.instruction("Name a sea."),
    ]
    for instruction in instructions { _ = try await test.engine.respond(instruction) }
    try await change(test, instructions)
    return try test.calls.count - 2
  }

  @Test("the same again is no call")
  func same() async throws {
    let calls = try await newCalls { test, instructions in
      for instruction in instructions { _ = try await test.engine.respond(instruction) }
    }
    #expect(calls == 0)
  }

  @Test("another ordinal, sampling or model calls for itself alone, and once")
  func changes() async throws {
    let calls = try await newCalls { test, instructions in
      let engine = test.engine
      for _ in 0..<2 {
        _ = try await engine.respond(instructions[0], ordinal: 1)
        _ = try await engine.respond(instructions[0], sampling: Sampling(temperature: 0.1))
        _ = try await engine.respond(instructions[0], sampling: Sampling(maxTokens: 5))
        _ = try await engine.respond(instructions[0], model: test.script("other").name)
      }
    }
    #expect(calls == 4)
  }

  @Test("a changed text calls for its own row only")
  func text() async throws {
    let calls = try await newCalls { test, instructions in
      for text in ["Name a fuel!", "Name a sea."] {
        _ = try await test.engine.respond(try await test.engine.instruction(text))
      }
    }
    #expect(calls == 1)
  }

  @Test("what the prompt file says of sampling holds where nobody says otherwise, and is part of the identity")
  func samplingOfThePrompt() async throws {
    let calls = try await newCalls { test, instructions in
      // respond/answer says temperature 0.7.
      _ = try await test.engine.respond(instructions[0], sampling: Sampling(temperature: 0.7))
      #expect(test.model.requests.last?.sampling.temperature == 0.7)
    }
    #expect(calls == 0)
  }

  @Test("samples of one instruction are responses of their own")
  func ordinals() async throws {
    let test = try TestEngine()
    let instruction = try await test.engine.instruction("Roll a die.")
    test.model.answer = { ChatReply(text: "roll \($0.ordinal)") }
    var responses: [Stored<Response>] = []
    for ordinal in [0, 1, 2, 1, 0] { responses.append(try await test.engine.respond(instruction, ordinal: ordinal)) }
    #expect(responses.map(\.text) == ["roll 0", "roll 1", "roll 2", "roll 1", "roll 0"])
    #expect(Set(responses.map(\.id)).count == 3)
  }

  @Test("a changed prompt calls again for its stage alone")
  func prompt() async throws {
    let test = try TestEngine()
    let instruction = try await test.instruction()
    _ = try await test.engine.respond(instruction)
    test.engine.close()
    let prompts = try TemporaryFolder()
    try prompts.write(Self.answerPrompt("Be brief.\n\n{{ instruction }}"), to: "respond/answer.md")
    let changed = try TestEngine(in: test.folder, prompts: [prompts.path])
    let same = try await changed.instruction()
    #expect(same == instruction && changed.model.requests.isEmpty)
    _ = try await changed.engine.respond(same)
    #expect(changed.model.requests.map(\.task.stage) == ["respond"])
    changed.engine.close()
  }

  /// A prompt of the stage `respond` for instructions with a passage or without.
  static func answerPrompt(_ body: String, about: String = "Answers.", reply: String = "text") -> String {
    """
    ---
    about: \(about)
    role: contender
    inputs:
      instruction: {about: The task., sample: "Which fuel?"}
      passage: {about: The passage., sample: "It burned oil.", optional: true}
    reply: \(reply)
    sample_replies: {good: ["Oil."], bad: [""]}
    ---
    === user ===
    \(body)
    """
  }

  @Test("the same model at another address is another model; the same address spelled otherwise is not")
  func endpoint() async throws {
    let here = try StubServer { _ in .chat("from here") }
    let there = try StubServer { _ in .chat("from there") }
    let configuration = """
      [models]
      here = {model = "m", base_url = "\(here.url)"}
      same = {model = "m", base_url = "\(here.url)/v1/"}
      there = {model = "m", base_url = "\(there.url)"}
      """
    let folder = try TemporaryFolder()
    let test = try TestEngine(in: folder, configuration: try ModelConfiguration(parsing: configuration))
    let instruction = try await test.engine.instruction("Name a fuel.")
    var texts: [String] = []
    for model in ["here", "same", "there"] {
      texts.append(try await test.engine.respond(instruction, model: model).text)
    }
    #expect(texts == ["from here", "from here", "from there"])
    #expect(here.requests.count == 1 && there.requests.count == 1)
  }
}
