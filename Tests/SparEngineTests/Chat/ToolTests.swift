// Tools: run at once, answered in order, stored with the call, never run again for the same call.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Tools", .timeLimit(.minutes(5)))
@Host
struct ToolTests {
  nonisolated static let parameters: JSON = [
    "type": "object", "required": ["city"], "properties": ["city": ["type": "string"]],
  ]

  private func chat(_ run: OfferedTool.Runner?) throws -> Chat {
    var chat = Chat([ChatMessage(.user, "The weather?")])
    chat.tools = [try OfferedTool(Tool("weather", "The weather.", parameters: Self.parameters), run: run)]
    return chat
  }

  nonisolated private static func calls(_ calls: (String, String)...) -> ChatReply {
    var reply = ChatReply(text: "", finish: .toolCalls)
    reply.toolCalls = calls.enumerated().map {
      ToolCall(id: "t\($0.offset)", name: $0.element.0, arguments: $0.element.1)
    }
    return reply
  }

  /// A model that calls tools in the first turn, and then says what they gave.
  private func testing(_ first: ChatReply) throws -> TestEngine {
    let test = try TestEngine()
    test.model.answer = { request in
      if request.messages.count == 1 { return first }
      let results = request.messages.filter { $0.role == .tool }
      return ChatReply(text: results.map(\.content).joined(separator: " | "))
    }
    return test
  }

  @Test("tools run at the same time, and their results stand in the order of the calls")
  func atOnce() async throws {
    let test = try testing(Self.calls(("weather", #"{"city":"Rome"}"#), ("weather", #"{"city":"Oslo"}"#)))
    let gate = Gate()
    let chat = try self.chat { arguments in
      let city = arguments["city"]?.string ?? ""
      if city == "Rome" { try await gate.pass() } else { gate.open() }
      return "\(city) is fine"
    }
    let answer = try await test.engine.chat(chat)
    #expect(answer.reply.text == "Rome is fine | Oslo is fine")
    #expect(answer.messages.map(\.role) == [.user, .assistant, .tool, .tool, .assistant])
    #expect(answer.messages.compactMap(\.toolCallID) == ["t0", "t1"])
    #expect(answer.turns[0].toolUses.map(\.result) == ["Rome is fine", "Oslo is fine"])
    let calls = try test.calls
    #expect(calls.count == 2 && calls[1].after == calls[0].key)
  }

  @Test("run again, no call is made and no tool runs, unless it is asked to")
  func stored() async throws {
    let test = try testing(Self.calls(("weather", #"{"city":"Rome"}"#)))
    var runs = 0
    let chat = try self.chat { _ in
      runs += 1
      return "fine"
    }
    let first = try await test.engine.chat(chat)
    let second = try await test.engine.chat(chat)
    #expect(runs == 1 && test.model.requests.count == 2 && second.turns[0].toolUses == first.turns[0].toolUses)
    var anew = chat
    anew.rerunsTools = true
    _ = try await test.engine.chat(anew)
    #expect(runs == 2 && test.model.requests.count == 2)
  }

  @Test(
    "what goes wrong with a tool is told to the model",
    arguments: [
      ("weather", "{}", "Error: The arguments do not fit: The value lacks 'city'."),
      ("weather", "Rome", "Error: The arguments are not JSON. Write them as one JSON object."),
      ("whether", #"{"city":"Rome"}"#, "Error: There is no tool 'whether'. There are: 'weather'."),
      ("weather", #"{"city":"Atlantis"}"#, "Error: It sank."),
      ("weather", #"{"city":"Nowhere"}"#, "Error: The tool took longer than 0.01 s and was stopped."),
    ])
  func errors(name: String, arguments: String, told: String) async throws {
    let test = try testing(Self.calls((name, arguments)))
    let gate = Gate()
    var chat = try self.chat { arguments in
      if arguments["city"] == "Nowhere" { try await gate.pass() }
      throw EngineError(.argument, "It sank.")
    }
    chat.toolSeconds = 0.01
    let answer = try await test.engine.chat(chat)
    #expect(answer.reply.text == told)
    #expect(answer.turns[0].toolUses[0].error.map { "Error: \($0)" } == told)
  }

  @Test("a result that is too long is cut at a whole character, and says so")
  func longResult() async throws {
    let test = try testing(Self.calls(("weather", #"{"city":"Rome"}"#)))
    var chat = try self.chat { _ in ToolResult(String(repeating: "ä", count: 50)) }
    chat.longestResult = 11
    let answer = try await test.engine.chat(chat)
    #expect(answer.reply.text == "äääää\n[cut after 11 of 100 bytes]")
    #expect(answer.turns[0].toolUses[0].details == ["truncated": true])
  }

  @Test("a model that never answers is stopped after its turns")
  func turns() async throws {
    let test = try TestEngine()
    test.model.answer = { _ in Self.calls(("weather", #"{"city":"Rome"}"#)) }
    var runs = 0
    var chat = try self.chat { _ in
      runs += 1
      return "fine"
    }
    chat.mostTurns = 3
    let answer = try await test.engine.chat(chat)
    #expect(answer.isCutShort && answer.turns.count == 3 && runs == 2)
  }

  @Test("a tool without an implementation ends the chat, for the script to run it")
  func declared() async throws {
    let test = try testing(Self.calls(("weather", #"{"city":"Rome"}"#)))
    let answer = try await test.engine.chat(try chat(nil))
    #expect(answer.reply.toolCalls.map(\.name) == ["weather"] && !answer.isCutShort)
    #expect(test.model.requests.count == 1)
  }

  @Test("tool calls without a name of their own, or with the same, get one by their place")
  func names() async throws {
    var first = Self.calls(("weather", #"{"city":"Rome"}"#), ("weather", #"{"city":"Oslo"}"#))
    first.toolCalls[0].id = ""
    first.toolCalls[1].id = ""
    let test = try testing(first)
    let answer = try await test.engine.chat(try chat { _ in "fine" })
    #expect(answer.messages.compactMap(\.toolCallID) == ["call_1_1", "call_1_2"])
  }

  @Test("the choice of a tool holds for the first turn")
  func choice() async throws {
    let test = try testing(Self.calls(("weather", #"{"city":"Rome"}"#)))
    var chat = try self.chat { _ in "fine" }
    chat.toolChoice = .required
    _ = try await test.engine.chat(chat)
    #expect(test.model.requests.map(\.toolChoice) == [.required, nil])
  }

  @Test("cancelling the chat cancels its tools, and nothing is kept of them")
  func cancelled() async throws {
    let test = try testing(Self.calls(("weather", #"{"city":"Rome"}"#)))
    let gate = Gate()
    let chat = try self.chat { _ in
      try await gate.pass()
      return "fine"
    }
    let task = Host.task { try await test.engine.chat(chat) }
    await gate.arrived(1)
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(gate.cancellations == 1)
    let key = try #require(try test.calls.first).key
    #expect(try test.engine.store.read { try $0.toolUses(of: key) }.isEmpty)
  }
}
