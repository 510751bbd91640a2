// A script's own words to a model: kept like any call, asked once, several at a time.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Chats", .timeLimit(.minutes(5)))
@Host
struct ChatTests {
  private func chat(_ text: String = "Name a river.") -> Chat { Chat([ChatMessage(.user, text)]) }

  /// A second engine on the same database.
  private func again(_ test: TestEngine) throws -> TestEngine {
    test.engine.close()
    let second = try TestEngine(in: test.folder)
    second.model.answer = test.model.answer
    return second
  }

  @Test("a reply is stored as a call of the stage chat, and not asked for again")
  func stored() async throws {
    let test = try TestEngine()
    test.model.answer = { _ in
      ChatReply(text: "```\nRhine\n```", reasoning: "Europe…", usage: TokenUsage(input: 4, output: 2))
    }
    let first = try await test.engine.chat(chat())
    let call = try #require(try test.calls.first)
    #expect(call.stage == "chat" && call.status == .ok && call.text == "```\nRhine\n```")
    #expect(first.reply.reasoning == "Europe…" && first.usage == TokenUsage(input: 4, output: 2))
    #expect(first.messages.map(\.role) == [.user, .assistant])
    let second = try again(test)
    let reply = try await second.engine.chat(chat())
    #expect(reply.reply == first.reply && reply.turns[0].call == first.turns[0].call)
    #expect(second.model.requests.isEmpty)
  }

  @Test("a conversation goes on from its messages; each of its requests is a call")
  func goesOn() async throws {
    let test = try TestEngine()
    test.model.answer = { ChatReply(text: "to \($0.messages.count)") }
    let first = try await test.engine.chat(chat())
    let second = try await test.engine.chat(Chat(first.messages + [ChatMessage(.user, "And another?")]))
    #expect(second.messages.map(\.content) == ["Name a river.", "to 1", "And another?", "to 3"])
    #expect(try test.calls.count == 2)
  }

  @Test("several samples are one request; each is a call whose tokens add up to what the server counted")
  func samples() async throws {
    let test = try TestEngine()
    test.model.answer = { request in
      var reply = ChatReply(text: "sample 0", usage: TokenUsage(input: 50, output: 31))
      reply.others = (1..<request.count).map { ChatReply(text: "sample \($0), and more") }
      return reply
    }
    let replies = try await test.engine.chats([chat()], count: 3).values
    #expect(replies.map(\.reply.text) == ["sample 0", "sample 1, and more", "sample 2, and more"])
    #expect(test.model.requests.map(\.count) == [3])
    let calls = try test.calls
    #expect(Set(calls.map(\.key)).count == 3 && calls.map(\.ordinal).sorted() == [0, 1, 2])
    #expect(calls.compactMap(\.usage).map(\.input).sorted() == [0, 0, 50])
    #expect(calls.compactMap(\.usage).map(\.output).reduce(0, +) == 31)
  }

  @Test("more samples than before ask for those that are missing only")
  func moreSamples() async throws {
    let test = try TestEngine()
    test.model.answer = { request in
      var reply = ChatReply(text: "from \(request.ordinal)")
      reply.others = (1..<max(1, request.count)).map { ChatReply(text: "from \(request.ordinal + $0)") }
      return reply
    }
    _ = try await test.engine.chats([chat()], count: 2)
    let second = try again(test)
    let replies = try await second.engine.chats([chat()], count: 5).values
    #expect(replies.map(\.reply.text) == (0..<5).map { "from \($0)" })
    #expect(second.model.requests.map(\.count) == [3] && second.model.requests.map(\.ordinal) == [2])
  }

  @Test("what a server does not send of several samples is asked for by itself")
  func fewerSamples() async throws {
    let test = try TestEngine()
    test.model.answer = { ChatReply(text: "\($0.ordinal) of \($0.count)") }
    let replies = try await test.engine.chats([chat()], count: 3).values
    #expect(replies.map(\.reply.text) == ["0 of 3", "1 of 1", "2 of 1"])
  }

  @Test("one conversation of a list fails, and the others keep their replies")
  func failures() async throws {
    let test = try TestEngine()
    test.model.answer = { request in
      if request.messages[0].content == "b" { throw ModelError(code: "model.bad_request", message: "No.") }
      return ChatReply(text: request.messages[0].content)
    }
    let fanout = try await test.engine.chats(["a", "b", "c"].map { chat($0) })
    #expect(fanout.values.map(\.reply.text) == ["a", "c"] && fanout.failures.map(\.index) == [1])
  }

  @Test("an empty reply is no answer; one that says nothing but calls a tool is")
  func empty() async throws {
    let test = try TestEngine()
    test.model.answer = { _ in ChatReply(text: " ") }
    await #expect(throws: EngineError.self) { try await test.engine.chat(chat()) }
    #expect(try test.calls.map(\.status) == [.unparsed])
  }

  @Test("a conversation that nobody can answer is refused before a call")
  func refused() async throws {
    let test = try TestEngine()
    await #expect(throws: EngineError.self) { try await test.engine.chat(Chat([])) }
    await #expect(throws: EngineError.self) { try await test.engine.chat(Chat([ChatMessage(.system, "Be brief.")])) }
    #expect(test.model.requests.isEmpty)
  }

  @Test(
    "a reply that is broken off keeps what had come, as cancelled with an estimate of its tokens, and is asked for anew"
  )
  func cancelled() async throws {
    let test = try TestEngine()
    let gate = Gate()
    test.models.register("scripted/slow", provider: SlowProvider(gate: gate))
    var heard: [ReplyPiece] = []
    test.engine.listener = { stage in
      guard stage == "chat" else { return nil }
      return { piece in heard.append(piece) }
    }
    var chat = self.chat()
    chat.model = "scripted/slow"
    let asked = chat
    let task = Host.task { try await test.engine.chat(asked) }
    await gate.arrived(1)
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    while try test.calls.isEmpty { await Task.yield() }
    let call = try #require(try test.calls.first)
    #expect(call.status == .cancelled && call.text == "Once upon" && call.reasoning == "A tale.")
    #expect(call.usage?.isEstimate == true)
    #expect(heard == [.reasoning("A tale."), .text("Once upon")])
    gate.open()
    #expect(try await test.engine.chat(asked).reply.text == "Once upon a time.")
    #expect(try test.calls.map(\.status) == [.ok] && test.calls.map(\.attempts) == [2])
  }

  @Test("nothing is heard piece by piece of what goes on beside other calls")
  func notAlone() async throws {
    let test = try TestEngine()
    let gate = Gate()
    gate.open()
    test.models.register("scripted/slow", provider: SlowProvider(gate: gate))
    test.hire("scripted/slow", as: .target)
    var heard = 0
    test.engine.listener = { _ in { _ in heard += 1 } }
    _ = try await test.engine.chats(["a", "b"].map { chat($0) })
    #expect(heard == 0)
    _ = try await test.engine.chat(chat("c"))
    #expect(heard == 3)
  }
}

/// Says a thought and half a sentence, and the rest when its gate opens.
private struct SlowProvider: Provider {
  let gate: Gate
  var streams: Bool { true }

  func reply(to request: ChatRequest, model: String, in slot: Slot?) async throws(ModelError) -> ChatReply {
    try await reply(to: request, model: model, in: slot) { _ in }
  }

  @Host func reply(
    to request: ChatRequest, model: String, in slot: Slot?, onPiece: @escaping @Host (ReplyPiece) -> Void
  ) async throws(ModelError) -> ChatReply {
    onPiece(.reasoning("A tale."))
    onPiece(.text("Once upon"))
    do { try await gate.pass() } catch { throw .cancelled(model: model) }
    onPiece(.text(" a time."))
    return ChatReply(text: "Once upon a time.", reasoning: "A tale.")
  }
}
