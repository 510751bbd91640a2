// Scripts of replies: which line answers, what is wrong with a script, and what happens when it runs out.

import LoopKit
import SparCore
import SparModels
import Testing

@Suite("Scripted models")
struct ScriptedProviderTests {
  private func provider(_ lines: String...) throws -> ScriptedProvider {
    try ScriptedProvider(jsonl: Array(lines.joined(separator: "\n").utf8), origin: "replies.jsonl")
  }

  private func ask(
    _ provider: ScriptedProvider, _ text: String = "Hello", stage: String = "respond", agent: String = "answer"
  ) async throws -> ChatReply {
    let request = ChatRequest(
      messages: [ChatMessage(.system, "secret"), ChatMessage(.user, text)],
      task: AgentTask(stage: stage, agent: agent, inputs: [:]))
    return try await Host.task { try await provider.reply(to: request, model: "replies.jsonl", in: nil) }.value
  }

  @Test("lines answer in their order, each once")
  func order() async throws {
    let provider = try provider(#"{"reply": "one"}"#, #"{"reply": "two"}"#)
    #expect(try await ask(provider).text == "one")
    #expect(try await ask(provider).text == "two")
  }

  @Test("the first unused line whose conditions hold answers")
  func conditions() async throws {
    let provider = try provider(
      #"{"stage": "judge", "reply": "a verdict"}"#, #"{"agent": "poem", "reply": "a poem"}"#,
      #"{"contains": "bread", "reply": "of bread"}"#, #"{"reply": "anything"}"#)
    #expect(try await ask(provider, "What of bread?").text == "of bread")
    #expect(try await ask(provider, stage: "transform", agent: "poem").text == "a poem")
    #expect(try await ask(provider, stage: "judge", agent: "scores").text == "a verdict")
    #expect(try await ask(provider).text == "anything")
  }

  @Test("only the last user message is searched")
  func lastMessage() async throws {
    let provider = try provider(#"{"contains": "secret", "reply": "found"}"#)
    await #expect(throws: ModelError.self) { try await ask(provider) }
  }

  @Test("a line that repeats answers for ever")
  func repeating() async throws {
    let provider = try provider(#"{"reply": "again", "repeat": true}"#)
    for _ in 0..<3 { #expect(try await ask(provider).text == "again") }
  }

  @Test("concurrent requests get their own lines where `contains` tells them apart")
  func concurrent() async throws {
    let lines = (0..<50).map { "{\"contains\": \"<\($0)>\", \"reply\": \"\($0)\"}" }.joined(separator: "\n")
    let provider = try ScriptedProvider(jsonl: Array(lines.utf8), origin: "replies.jsonl")
    try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for number in 0..<50 { group.addTask { (number, try await ask(provider, "task <\(number)>").text) } }
      for try await (number, text) in group { #expect(text == String(number)) }
    }
  }

  @Test("a used-up script is an error that names what was asked")
  func exhausted() async throws {
    let provider = try provider(#"{"stage": "judge", "reply": "only once"}"#)
    _ = try await ask(provider, stage: "judge", agent: "scores")
    let spent = await #expect(throws: ModelError.self) { try await ask(provider, stage: "judge", agent: "scores") }
    #expect(spent?.code == "model.scripted_miss")
    #expect(spent?.message.contains("used up") == true)
    let missing = await #expect(throws: ModelError.self) { try await ask(provider, "What of bread?") }
    #expect(missing?.message.contains("respond/answer asked \"What of bread?\"") == true)
  }

  @Test("errors and ways to finish are as the line says")
  func errors() async throws {
    let provider = try provider(
      #"{"error": "model.rate_limit"}"#, #"{"error": "model.bad_request"}"#, #"{"error": "own.code"}"#,
      #"{"reply": "cut o", "finish": "length"}"#)
    let limited = await #expect(throws: ModelError.self) { try await ask(provider) }
    #expect(limited?.code == "model.rate_limit")
    #expect(limited?.isRetryable == true)
    let refused = await #expect(throws: ModelError.self) { try await ask(provider) }
    #expect(refused?.isRetryable == false)
    let own = await #expect(throws: ModelError.self) { try await ask(provider) }
    #expect(own?.code == "own.code")
    #expect(try await ask(provider).finish == .length)
  }

  @Test(
    "a malformed line is an error with file and line",
    arguments: [
      (#"{"reply": "#, "not JSON"), ("[1]", "no JSON object"), (#"{"rply": "x"}"#, "Did you mean \"reply\"?"),
      (#"{"stage": "judge"}"#, "neither \"reply\" nor \"error\""), (#"{"reply": 3}"#, "\"reply\" is no string"),
      (#"{"reply": "x", "repeat": "yes"}"#, "neither true nor false"),
      (#"{"reply": "x", "finish": "soon"}"#, "no way to finish"),
    ])
  func malformed(line: String, words: String) {
    let error = #expect(throws: ModelError.self) { try provider(#"{"reply": "fine"}"#, "", line) }
    #expect(error?.message.contains("replies.jsonl:3") == true)
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }

  @Test(
    "a file that is not there, or is a folder, is an error that names it",
    arguments: ["/no/such/replies.jsonl", "/tmp"])
  func unreadable(path: String) {
    let error = #expect(throws: ModelError.self) { try ScriptedProvider(path: path) }
    #expect(error?.code == "config.invalid")
    #expect(error?.message.contains(path) == true)
  }

  @Test("a function answers, and its errors are translated")
  func closure() async throws {
    struct Oops: Error {}
    let echo = ScriptedProvider { request in ChatReply(text: request.task.stage) }
    #expect(try await ask(echo).text == "respond")
    let failing = ScriptedProvider { _ in throw Oops() }
    let error = await #expect(throws: ModelError.self) { try await ask(failing) }
    #expect(error?.code == "model.scripted_error")
    let refusing = ScriptedProvider { _ in throw ModelError.cancelled(model: "m") }
    #expect(await #expect(throws: ModelError.self) { try await ask(refusing) }?.code == "model.cancelled")
  }
}
