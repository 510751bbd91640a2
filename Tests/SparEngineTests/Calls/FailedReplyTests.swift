// Replies that are no success: kept as what they are, asked for again, never used.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparPrompts
import SparStore
import SparTesting
import Testing

@Suite("Replies that are no success", .timeLimit(.minutes(5)))
@Host
struct FailedReplyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let status: CallStatus
    let code: String
    let answer: ScriptedModel.Answer
    var testDescription: String { code }
  }

  nonisolated static let cases = [
    Case(status: .unparsed, code: "reply.unparsed") { _ in ChatReply(text: "I would rather not.") },
    Case(status: .truncated, code: "reply.truncated") { _ in ChatReply(text: #"["Half a ques"#, finish: .length) },
    // Whole to the eye, but cut: a list that lost its end may still read as a list.
    Case(status: .truncated, code: "reply.truncated") { _ in ChatReply(text: #"["Which fuel?"]"#, finish: .length) },
    Case(status: .filtered, code: "reply.filtered") { _ in ChatReply(text: #"["Which fuel?"]"#, finish: .filtered) },
    Case(status: .failed, code: "model.bad_request") { _ in
      throw ModelError(code: "model.bad_request", message: "The model answered 400.")
    },
    Case(status: .failed, code: "model.scripted_error") { _ in throw Odd() },
  ]

  struct Odd: Error {}

  @Test("it is stored with its status and code, and asked for again until it succeeds", arguments: cases)
  func storedAndAskedAgain(_ reply: Case) async throws {
    let test = try TestEngine()
    test.model.answer = reply.answer
    for attempt in 1...2 {
      await expect(reply.code) { _ = try await test.instruction() }
      #expect(test.model.requests.count == attempt)
      let call = try #require(try test.calls.first)
      #expect(try call.status == reply.status && call.errorCode == reply.code && test.calls.count == 1)
      #expect(call.errorMessage?.isEmpty == false)
    }
    #expect(try test.count(.instruction) == 0)
    test.model.answer = { .dutiful($0) }
    _ = try await test.instruction()
    let call = try #require(try test.calls.first)
    #expect(call.status == .ok && call.errorCode == nil && call.errorMessage == nil && call.attempts == 3)
    #expect(try test.calls.count == 1 && test.count(.instruction) == 1)
  }

  @Test("what a second engine finds of it, it asks for again", arguments: cases)
  func secondEngine(_ reply: Case) async throws {
    let first = try TestEngine()
    first.model.answer = reply.answer
    await expect(reply.code) { _ = try await first.instruction() }
    first.engine.close()
    let second = try TestEngine(in: first.folder)
    _ = try await second.instruction()
    #expect(try second.model.requests.count == 1 && second.calls.map(\.status) == [.ok])
    second.engine.close()
  }

  @Test("tokens of every attempt add up")
  func tokens() async throws {
    let test = try TestEngine()
    test.model.answer = { _ in ChatReply(text: "no list", usage: TokenUsage(input: 100, output: 20)) }
    await expect("reply.unparsed") { _ = try await test.instruction() }
    test.model.answer = { _ in ChatReply(text: #"["Which fuel?"]"#, usage: TokenUsage(input: 100, output: 7)) }
    _ = try await test.instruction()
    #expect(try test.calls.first?.usage == TokenUsage(input: 200, output: 27))
  }

  @Test("a stored reply that can be read now is used without a call, and is a success from then on")
  func readableNow() async throws {
    let prompts = try TemporaryFolder()
    let reading = CallKeyTests.answerPrompt("{{ instruction }}", reply: "text")
    try prompts.write(reading.replacing("reply: text", with: "reply: items"), to: "respond/answer.md")
    let before = try TestEngine(prompts: [prompts.path])
    before.model.answer = { _ in ChatReply(text: "Oil.", usage: TokenUsage(input: 9, output: 1)) }
    let instruction = try await before.engine.instruction("Name a fuel.")
    let agent = try before.engine.library.agent("respond", "answer")
    let question = Question(
      agent, ["instruction": "Name a fuel."], background: ["answerability": "answerable", "round": 0])
    await expect("reply.unparsed") {
      _ = try await before.engine.ask(question, of: try before.models.model(before.model.name))
    }
    before.engine.close()

    try prompts.write(reading, to: "respond/answer.md")
    let after = try TestEngine(in: before.folder, prompts: [prompts.path])
    let response = try await after.engine.respond(instruction)
    #expect(response.text == "Oil." && after.model.requests.isEmpty)
    let call = try #require(try after.calls.first)
    #expect(call.status == .ok && call.errorCode == nil && call.attempts == 1)
    #expect(call.usage == TokenUsage(input: 9, output: 1))
    #expect(try after.engine.record(Response.self, response.id) == response)
    after.engine.close()
  }

  @Test("an agent whose replies have another form than its stage works with is refused before it is paid")
  func wrongForm() async throws {
    let prompts = try TemporaryFolder()
    try prompts.write(CallKeyTests.answerPrompt("{{ instruction }}", reply: "items"), to: "respond/answer.md")
    let test = try TestEngine(prompts: [prompts.path])
    let instruction = try await test.engine.instruction("Name a fuel.")
    let error = await #expect(throws: EngineError.self) { try await test.engine.respond(instruction) }
    #expect(error?.kind == .argument && error?.message.contains("answer.md") == true)
    #expect(test.model.requests.isEmpty)
  }

  @Test("a changed front matter that changes no message needs no call, and its agent is stored with new records")
  func changedFrontMatter() async throws {
    let prompts = try TemporaryFolder()
    try prompts.write(CallKeyTests.answerPrompt("{{ instruction }}"), to: "respond/answer.md")
    let server = try StubServer { _ in .chat("Oil.") }
    let configuration = try ModelConfiguration(
      parsing: """
        [models]
        one = {model = "m", base_url = "\(server.url)"}
        alias = {model = "m", base_url = "\(server.url)"}
        """)
    let before = try TestEngine(prompts: [prompts.path], configuration: configuration)
    let instruction = try await before.engine.instruction("Name a fuel.")
    _ = try await before.engine.respond(instruction, model: "one")
    before.engine.close()
    try prompts.write(CallKeyTests.answerPrompt("{{ instruction }}", about: "Replies."), to: "respond/answer.md")
    let after = try TestEngine(in: before.folder, prompts: [prompts.path], configuration: configuration)
    #expect(try await after.engine.respond(instruction, model: "alias").text == "Oil.")
    #expect(server.requests.count == 1)
    after.engine.close()
  }

  private func expect(_ code: String, _ work: @Host () async throws -> Void) async {
    do {
      try await work()
      Issue.record("\(code) was expected")
    } catch {
      #expect((error as? any SparError)?.code == code, "\(error)")
    }
  }
}
