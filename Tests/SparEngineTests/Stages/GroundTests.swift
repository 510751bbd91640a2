// Holding texts against their passage.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Groundedness", .timeLimit(.minutes(5)))
@Host
struct GroundTests {
  private func engine() throws -> TestEngine {
    let folder = try TemporaryFolder()
    for name in ["instruction", "response"] {
      let prompt = """
        ---
        about: Judges.
        role: judge
        inputs:
          instruction: {about: i, sample: x}
          passage: {about: p, sample: x}
          response: {about: r, sample: x, optional: true}
        reply: json
        schema:
          type: object
          required: [supported, unsupported]
          properties: {supported: {type: boolean}, unsupported: {type: array}}
        ---
        === user ===
        {{ passage }} {{ instruction }} {{ response }}
        """
      _ = try folder.write(prompt, to: "Prompts/ground/\(name).md")
    }
    return try TestEngine(in: folder, prompts: [folder.file("Prompts")])
  }

  @Test("a judge sees the text and its passage, once, and marks what is not supported")
  func marks() async throws {
    let test = try engine()
    let instruction = try await test.instruction()
    let response = try await test.engine.respond(instruction)
    test.model.answer = { _ in
      ChatReply(text: #"{"supported": false, "unsupported": [{"quote": "twice", "reason": "It says thrice."}]}"#)
    }
    for _ in 0..<2 {
      let found = try await test.engine.ground(response)
      #expect(!found.isSupported && found.record == response.id)
      #expect(found.unsupported.map(\.quote) == ["twice"] && found.unsupported.map(\.reason) == ["It says thrice."])
    }
    #expect(test.model.requests.count == 3)
    let inputs = try #require(test.model.requests.last?.task.inputs)
    #expect(inputs["response"] == .string(response.text) && inputs["passage"] == "The tide turns twice a day.")
    _ = try await test.engine.ground(instruction)
    #expect(test.model.requests.last?.task.agent == "instruction")
    #expect(test.model.requests.last?.task.inputs["response"] == nil)
  }

  @Test(
    "what a judge names as unsupported weighs more than that it says supported",
    arguments: [
      (#"{"supported": true, "unsupported": []}"#, true), (#"{"supported": false, "unsupported": []}"#, false),
      (#"{"supported": true, "unsupported": [{"quote": "a", "reason": "b"}]}"#, false),
    ])
  func contradiction(reply: String, isSupported: Bool) async throws {
    let test = try engine()
    let instruction = try await test.instruction()
    test.model.answer = { _ in ChatReply(text: reply) }
    #expect(try await test.engine.ground(instruction).isSupported == isSupported)
  }

  @Test("an instruction without a passage cannot be grounded, and nobody is asked")
  func noPassage() async throws {
    let test = try engine()
    let instruction = try await test.engine.instruction("Name a fuel.")
    let error = await #expect(throws: EngineError.self) { try await test.engine.ground(instruction) }
    #expect(error?.kind == .nothing && test.model.requests.isEmpty)
  }

  @Test("what is rejected stays, with its reason and text; a battle cannot be")
  func reject() async throws {
    let test = try engine()
    let instruction = try await test.instruction()
    for _ in 0..<2 { try await test.engine.reject(instruction.id, reason: "not grounded", stage: "ground") }
    let rejections = try test.engine.store.read { try $0.rejections() }
    #expect(rejections.count == 1 && rejections[0].subject == instruction.id && rejections[0].stage == "ground")
    #expect(rejections[0].reason == "not grounded" && rejections[0].text == instruction.text)
    await #expect(throws: EngineError.self) {
      try await test.engine.reject(RecordID(.battle, 1), reason: "x", stage: "x")
    }
  }
}
