// Replies that must fit a schema: read leniently, sent back once, never paid for again.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparPrompts
import SparStore
import SparTesting
import Testing

@Suite("Structured replies", .timeLimit(.minutes(5)))
@Host
struct StructuredReplyTests {
  nonisolated static let schema: JSON = [
    "type": "object", "required": ["score"], "properties": ["score": ["type": "integer", "maximum": 10]],
  ]

  private func chat() throws -> Chat {
    var chat = Chat([ChatMessage(.user, "Rate it.")])
    chat.schema = try JSONSchema(Self.schema)
    return chat
  }

  @Test(
    "the value is found in what surrounds it, and mended where there is one way to read it",
    arguments: [
      #"{"score": 7}"#, "```json\n{\"score\": 7}\n```", "Here it is:\n{\"score\": 7}\nDone.",
      "<think>{\"score\": 70}</think>\n{\"score\": 7,}", "First {\"score\": 99}, no: {\"score\": 7}",
      "{\"score\": 7, \"why\": \"a\u{01}\nb\"}",
    ])
  func lenient(_ text: String) async throws {
    let test = try TestEngine()
    test.model.answer = { _ in ChatReply(text: text) }
    let answer = try await test.engine.chat(try chat())
    #expect(answer.value?["score"] == 7 && answer.turns.count == 1)
    #expect(test.model.requests[0].schema == ReplySchema(name: "reply", schema: Self.schema))
  }

  @Test("a reply that does not fit is sent back once with its faults; the correction is a call of its own")
  func corrected() async throws {
    let test = try TestEngine()
    test.model.answer = { ChatReply(text: $0.messages.count == 1 ? #"{"score": 12}"# : #"{"score": 10}"#) }
    let answer = try await test.engine.chat(try chat())
    #expect(answer.value == ["score": 10] && answer.turns.map(\.isRefused) == [true, false])
    #expect(answer.messages.map(\.content) == ["Rate it.", #"{"score": 10}"#])
    let plea = try #require(test.model.requests.last?.messages)
    #expect(plea.map(\.role) == [.user, .assistant, .user])
    #expect(plea[2].content.contains("/score must be at most 10, not 12."))
    let calls = try test.calls
    #expect(calls.map(\.status) == [.unparsed, .ok] && calls[1].after == calls[0].key)
  }

  @Test("run again, neither the reply nor its correction is asked for")
  func notAskedAgain() async throws {
    let test = try TestEngine()
    test.model.answer = { ChatReply(text: $0.messages.count == 1 ? "no" : #"{"score": 1}"#) }
    let first = try await test.engine.chat(try chat())
    test.engine.close()
    let second = try TestEngine(in: test.folder)
    let answer = try await second.engine.chat(try chat())
    #expect(second.model.requests.isEmpty)
    #expect(answer.value == first.value && answer.turns.map(\.call) == first.turns.map(\.call))
  }

  @Test("a correction that does not fit either is an error, stored as unparsed")
  func twiceWrong() async throws {
    let test = try TestEngine()
    test.model.answer = { _ in ChatReply(text: #"{"score": "high"}"#) }
    let chat = try self.chat()
    let error = await #expect(throws: EngineError.self) { try await test.engine.chat(chat) }
    #expect(error?.kind == .unparsed && error?.message.contains("/score must be an integer, not a string.") == true)
    #expect(try test.calls.map(\.status) == [.unparsed, .unparsed] && test.model.requests.count == 2)
  }

  @Test("a member given twice is refused, for readers take it in different ways")
  func repeated() async throws {
    let test = try TestEngine()
    test.model.answer = { ChatReply(text: $0.messages.count == 1 ? #"{"score": 1, "score": 2}"# : #"{"score": 2}"#) }
    #expect(try await test.engine.chat(try chat()).turns.count == 2)
  }

  @Test("samples with a schema are corrected each for itself")
  func samples() async throws {
    let test = try TestEngine()
    test.model.answer = { request in
      if request.messages.count > 1 { return ChatReply(text: #"{"score": \#(request.ordinal)}"#) }
      var reply = ChatReply(text: #"{"score": 5}"#)
      reply.others = [ChatReply(text: "oops")]
      return reply
    }
    let answers = try await test.engine.chats([try chat()], count: 2).values
    #expect(answers.map(\.value) == [["score": 5], ["score": 1]] && test.model.requests.count == 2)
    _ = try await test.engine.chats([try chat()], count: 2)
    #expect(test.model.requests.count == 2)
  }

  @Test("an agent with a schema uses the same machinery")
  func agent() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(
      """
      ---
      about: Rates a text.
      role: judge
      inputs:
        text: {about: What to rate., sample: A text.}
      reply: json
      schema:
        type: object
        required: [score]
        properties: {score: {type: integer, maximum: 10}}
      sample_replies: {good: '{"score": 3}', bad: '{"score": 11}'}
      ---
      === user ===
      Rate: {{ text }}
      """, to: "rate/plain.md")
    let test = try TestEngine(prompts: [folder.path])
    test.model.answer = { ChatReply(text: $0.messages.count == 1 ? "fine" : #"{"score": 4}"#) }
    let agent = try test.engine.library.agent("rate", "plain")
    let reply = try await test.engine.ask(Question(agent, ["text": "x"]), of: try test.models.model(test.model.name))
    #expect(reply.json == ["score": 4])
    #expect(test.model.requests[0].schema == ReplySchema(name: "plain", schema: Self.schema))
  }
}
