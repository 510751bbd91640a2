// A tape stands in for every model: the same replies, the same failures, and no call.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Tapes", .timeLimit(.minutes(5)))
@Host
struct TapeTests {
  private let folder: TemporaryFolder
  private var path: String { folder.file("tape.jsonl") }

  init() throws { folder = try TemporaryFolder() }

  /// Runs `work` while a tape is recorded.
  private func record(_ test: TestEngine, _ work: @Host (TestEngine) async throws -> Void) async throws {
    test.engine.tape = .recording(try TapeRecorder(path: path))
    try await work(test)
    try await test.engine.endRun(.done, exitCode: .done)
  }

  /// An engine whose every model is the tape, and which notices when one is asked all the same.
  private func replaying() throws -> TestEngine {
    let test = try TestEngine()
    test.model.answer = { _ in throw ModelError(code: "test.asked", message: "The model was asked.") }
    test.engine.tape = .replaying(try TapePlayer(path: path))
    return test
  }

  @Test("a replay runs no tool: it gives what it gave when the tape was recorded")
  func tools() async throws {
    func chat(_ run: @escaping OfferedTool.Runner) throws -> Chat {
      var chat = Chat([ChatMessage(.user, "How many?")])
      chat.tools = [try OfferedTool(Tool("count", "Counts.", parameters: ["type": "object"]), run: run)]
      return chat
    }
    func answer(_ request: ChatRequest) -> ChatReply {
      if let told = request.messages.last, told.role == .tool { return ChatReply(text: told.content) }
      var reply = ChatReply(text: "", finish: .toolCalls)
      reply.toolCalls = ["{}", #"{"x":1}"#].map { ToolCall(id: "", name: "count", arguments: $0) }
      return reply
    }
    try await record(try TestEngine()) { test in
      test.model.answer = { answer($0) }
      let said = try await test.engine.chat(
        try chat { arguments in
          guard arguments["x"] == nil else { throw EngineError(.tool, "No x.") }
          return ToolResult("seven", details: ["exit": 0])
        })
      #expect(said.reply.text == "Error: No x.")
    }
    let second = try replaying()
    let replayed = try await second.engine.chat(
      try chat { _ in
        Issue.record("the tool ran")
        return "eight"
      })
    let uses = replayed.turns[0].toolUses
    #expect(uses.map(\.result) == ["seven", nil] && uses.map(\.error) == [nil, "No x."])
    #expect(uses[0].details == ["exit": 0])
    let lines = String(decoding: try folder.bytes(of: "tape.jsonl"), as: UTF8.self).split(separator: "\n")
    let calls = lines.filter { !$0.contains("\"tool\":{") }
    #expect(lines.count == 4 && calls.count == 2)
    let stranger = try TestEngine()
    let bare = try folder.write(calls.map { "\($0)\n" }.joined(), to: "bare.jsonl")
    stranger.engine.tape = .replaying(try TapePlayer(path: bare))
    let error = await #expect(throws: EngineError.self) { try await stranger.engine.chat(try chat { _ in "nine" }) }
    #expect(error?.code == "tape.miss")
  }

  @Test("a replayed run makes the records of the recorded one, and no call")
  func same() async throws {
    let first = try TestEngine()
    var texts: [String] = []
    try await record(first) { test in
      test.model.answer = { request in
        var reply = ChatReply.dutiful(request)
        (reply.reasoning, reply.usage) = ("Thinking \u{2028} of it.", TokenUsage(input: 11, output: 4))
        return reply
      }
      texts.append(try await test.engine.respond(try await test.engine.instruction("Name a sea.")).text)
    }
    let second = try replaying()
    texts.append(try await second.engine.respond(try await second.engine.instruction("Name a sea.")).text)
    #expect(texts[0] == texts[1])
    #expect(second.model.requests.isEmpty)
    let (call, played) = (try #require(first.calls.last), try #require(second.calls.last))
    #expect(played.key == call.key)
    #expect(played.text == call.text)
    #expect(played.reasoning == call.reasoning)
    #expect(played.usage == call.usage)
  }

  @Test("a reply that came from the store is on the tape too")
  func stored() async throws {
    let first = try TestEngine()
    _ = try await first.engine.respond(try await first.engine.instruction("Name a sea."))
    try await record(first) { test in
      _ = try await test.engine.respond(try await test.engine.instruction("Name a sea."))
    }
    let second = try replaying()
    _ = try await second.engine.respond(try await second.engine.instruction("Name a sea."))
    #expect(second.model.requests.isEmpty)
  }

  @Test("a call that the tape does not have ends with exit code 4 and says which")
  func miss() async throws {
    try await record(try TestEngine()) { test in
      _ = try await test.engine.respond(try await test.engine.instruction("Name a sea."))
    }
    let second = try replaying()
    let error = await #expect(throws: EngineError.self) {
      _ = try await second.engine.respond(try await second.engine.instruction("Name a river."))
    }
    #expect(error?.code == "tape.miss")
    #expect(error?.exitCode == .replayMiss)
    #expect(error?.message.contains("Name a river.") == true)
    #expect(error?.message.contains("respond/answer") == true)
    #expect(try second.calls.isEmpty)
  }

  @Test("a failure is replayed as it was, and what came after it too")
  func failure() async throws {
    let first = try TestEngine()
    try await record(first) { test in
      let instruction = try await test.engine.instruction("Name a sea.")
      test.model.answer = { _ in throw ModelError(code: "model.bad_request", message: "Too long.") }
      await #expect(throws: ModelError.self) { _ = try await test.engine.respond(instruction) }
      test.model.answer = { .dutiful($0) }
      _ = try await test.engine.respond(instruction)
    }
    let second = try replaying()
    let instruction = try await second.engine.instruction("Name a sea.")
    let error = await #expect(throws: ModelError.self) { _ = try await second.engine.respond(instruction) }
    #expect(error?.code == "model.bad_request")
    _ = try await second.engine.respond(instruction)
    #expect(second.model.requests.isEmpty)
  }

  @Test(
    "a file that is no tape is refused with its line", arguments: ["{}\n", "not JSON\n", "{\"key\":\"12\"}\n", "{"])
  func notATape(_ text: String) throws {
    try folder.write(text, to: "tape.jsonl")
    let error = #expect(throws: EngineError.self) { _ = try TapePlayer(path: path) }
    #expect(error?.message.contains("line 1") == true)
  }
}
