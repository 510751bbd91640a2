// Responses that take more than one call: further turns of the user's, and tools.

import LoopKit
import SparCore
import SparDatasets
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Dialogues", .timeLimit(.minutes(5)))
@Host
struct DialogueTests {
  nonisolated private static let weather = Tool(
    "weather", "The weather.", parameters: ["type": "object", "properties": ["city": ["type": "string"]]])

  /// A model that says how many messages it has seen, and the last of them.
  private func echoing() throws -> TestEngine {
    let test = try TestEngine()
    test.model.answer = { ChatReply(text: "\($0.messages.count): \($0.messages.last?.content ?? "")") }
    return test
  }

  /// A model that calls the weather until it has been told of it `rounds` times.
  private func calling(rounds: Int = 1) throws -> TestEngine {
    let test = try TestEngine()
    test.model.answer = { request in
      let told = request.messages.filter { $0.role == .tool }
      if told.count >= rounds { return ChatReply(text: "It is \(told.last?.content ?? "")") }
      var reply = ChatReply(text: "", finish: .toolCalls)
      reply.toolCalls = [ToolCall(id: "", name: "weather", arguments: #"{"city":"Rome"}"#)]
      return reply
    }
    return test
  }

  private func options(_ result: ToolResult = "fine") throws -> ResponseOptions {
    var options = ResponseOptions()
    options.tools = [try OfferedTool(Self.weather) { _ in result }]
    return options
  }

  private func plan(_ test: TestEngine) async throws -> Stored<Instruction> {
    try await test.engine.instruction(Instruction(text: "Plan a day.", turns: ["It rains.", "I am ill."]))
  }

  @Test("every turn is a call that follows the one before it, and the response keeps all replies")
  func turns() async throws {
    let test = try echoing()
    let response = try await test.engine.respond(try await plan(test))
    #expect(response.turns == ["1: Plan a day.", "3: It rains.", "5: I am ill."])
    #expect(response.text == "5: I am ill.")
    let calls = try test.calls
    #expect(calls.map(\.stage) == ["respond", "respond", "respond"])
    #expect(calls.map(\.after) == [nil, calls[0].key, calls[1].key])
    #expect(test.model.requests[2].messages.map(\.role) == [.user, .assistant, .user, .assistant, .user])
  }

  @Test("the same dialogue is not held twice")
  func once() async throws {
    let test = try echoing()
    let first = try await test.engine.respond(try await plan(test))
    let second = try await test.engine.respond(try await plan(test))
    #expect(first == second)
    #expect(test.model.requests.count == 3)
  }

  @Test("a task of one turn has the key it always had, and turns and tools change it")
  func keys() async throws {
    let test = try echoing()
    let plain = try await test.engine.instruction(Instruction(text: "Plan a day."))
    #expect(plain.key == ContentKey("instruction/1", ["text": "Plan a day."]))
    let turned = try await plan(test)
    let equipped = try await test.engine.instruction(Instruction(text: "Plan a day.", tools: [Self.weather]))
    #expect(Set([plain.key, turned.key, equipped.key]).count == 3)
  }

  @Test("a contender uses tools, and what they gave leads from the response")
  func tools() async throws {
    let test = try calling()
    let instruction = try await test.engine.instruction("The weather in Rome?")
    let result = ToolResult("fine", details: ["exit": 0])
    let response = try await test.engine.respond(to: .stored(instruction), options: try options(result))
    #expect(response.text == "It is fine")
    #expect(response.turns == [])
    let trace = try test.engine.store.read { try $0.toolTrace(of: response.id) }
    #expect(trace.map(\.call) == [RecordID(.call, 1)])
    #expect(trace[0].use.arguments == #"{"city":"Rome"}"#)
    #expect(trace[0].use.result == "fine" && trace[0].use.details == ["exit": 0])
    #expect(try test.engine.store.read { try $0.toolTrace(of: instruction.id) } == [])
  }

  @Test("tools of all turns are in the trace, in their order")
  func toolsInTurns() async throws {
    let test = try TestEngine()
    test.model.answer = { request in
      guard request.messages.last?.role == .user else { return ChatReply(text: "Done.") }
      var reply = ChatReply(text: "", finish: .toolCalls)
      reply.toolCalls = [ToolCall(id: "", name: "weather", arguments: #"{"city":"\#(request.messages.count)"}"#)]
      return reply
    }
    let response = try await test.engine.respond(to: .stored(try await plan(test)), options: try options())
    let trace = try test.engine.store.read { try $0.toolTrace(of: response.id) }
    #expect(trace.map(\.use.arguments) == [#"{"city":"1"}"#, #"{"city":"5"}"#, #"{"city":"9"}"#])
    #expect(response.turns == ["Done.", "Done.", "Done."])
  }

  @Test("a call of a tool that nobody runs is the response, and ends the dialogue")
  func notRun() async throws {
    let test = try calling()
    let instruction = try await test.engine.instruction(
      Instruction(text: "The weather in Rome?", turns: ["And Oslo?"], tools: [Self.weather]))
    let response = try await test.engine.respond(instruction)
    #expect(response.text == #"[{"name":"weather","arguments":{"city":"Rome"}}]"#)
    #expect(response.turns.count == 1)
    #expect(test.model.requests.count == 1)
    #expect(test.model.requests[0].tools == [Self.weather])
  }

  @Test("tools of the instruction run where a runner of their name is given")
  func runner() async throws {
    let test = try calling()
    let instruction = try await test.engine.instruction(
      Instruction(text: "The weather in Rome?", tools: [Self.weather]))
    let response = try await test.engine.respond(to: .stored(instruction), options: try options())
    #expect(response.text == "It is fine")
    #expect(test.model.requests[0].tools.count == 1)
  }

  @Test("a contender that does nothing but call tools has not answered")
  func endless() async throws {
    let test = try calling(rounds: 100)
    var options = try options()
    options.rounds = 3
    let error = await #expect(throws: EngineError.self) {
      try await test.engine.respond(to: .text("The weather in Rome?"), options: options)
    }
    #expect(error?.code == "reply.no_answer")
    #expect(error?.hint?.contains("rounds = 6") == true)
    #expect(try test.count(.response) == 0)
    #expect(test.model.requests.count == 3)
  }

  @Test("judges are shown the whole dialogue")
  func judged() async throws {
    let test = try echoing()
    let judge = test.script("judge")
    test.hire(judge.name, as: .judge)
    let rival = test.script("rival") { _ in ChatReply(text: "Rest.") }
    _ = try await test.engine.battle(
      try await plan(test), models: [test.model.name, rival.name], options: JudgeOptions())
    let first = judge.requests.first { $0.task.text("first").hasPrefix("Assistant: 1") }?.task.text("first")
    #expect(
      first == "Assistant: 1: Plan a day.\n\nUser: It rains.\n\nAssistant: 3: It rains.\n\nUser: I am ill.\n\n"
        + "Assistant: 5: I am ill.")
  }

  @Test("an export holds the whole dialogue, and makes no pair of two different ones")
  func exported() async throws {
    let test = try echoing()
    let instruction = try await plan(test)
    let rival = test.script("rival") { _ in ChatReply(text: "Rest.") }
    let responses = [
      try await test.engine.respond(instruction), try await test.engine.respond(instruction, model: rival.name),
    ]
    let row = SelectedRow(instruction: instruction.id, chosen: responses[0].id, rejected: responses[1].id)
    _ = try await test.engine.export([row], format: "sft", path: test.folder.file("sft.jsonl"))
    let line = try JSON(parsing: try test.folder.bytes(of: "sft.jsonl").filter { $0 != 10 })
    #expect(
      line["messages"]?.array?.compactMap { $0["content"]?.string } == [
        "Plan a day.", "1: Plan a day.", "It rains.", "3: It rains.", "I am ill.", "5: I am ill.",
      ])
    let pairs = try await test.engine.export([row], format: "dpo", path: test.folder.file("dpo.jsonl")).report
    #expect(pairs.rows == 0)
  }
}
