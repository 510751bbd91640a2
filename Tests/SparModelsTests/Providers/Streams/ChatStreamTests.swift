// Streamed chat completions, as servers really send them.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Streamed chat completions", .timeLimit(.minutes(5)))
@Host
struct ChatStreamTests {
  private func stream(
    _ reply: StubReply, into told: Told = Told(), _ settings: String = ""
  ) async throws(ModelError) -> ChatReply {
    let server: StubServer, model: Model
    do {
      server = try StubServer { _ in reply }
      model = try SparModelsTests.model(at: server, settings)
    } catch { preconditionFailure("\(error)") }
    defer { server.stop() }
    return try await model.reply(to: .plain()) { told.tell($0) }.reply
  }

  private func failure(_ reply: StubReply, into told: Told = Told()) async -> ModelError? {
    await modelError { () async throws(ModelError) in try await stream(reply, into: told) }
  }

  private static let usage = #"{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}}"#

  @Test("the pieces are told as they come and the reply is their sum")
  func pieces() async throws {
    let told = Told()
    let events = StubReply.chatEvents(["Hel", "lo"]) + [Self.usage, "[DONE]"]
    let reply = try await stream(.events(events), into: told)
    #expect(reply.text == "Hello" && reply.finish == .stop && reply.usage == TokenUsage(input: 7, output: 3))
    #expect(reply.requestID == "chatcmpl-1" && told.pieces == [.text("Hel"), .text("lo")])
  }

  @Test("the request asks for a stream with its usage")
  func request() async throws {
    let server = try StubServer { _ in .events(StubReply.chatEvents(["a"]) + ["[DONE]"]) }
    _ = try await model(at: server).reply(to: .plain()) { _ in }
    let body = try JSON(parsing: try #require(server.requests.first).body)
    #expect(body["stream"] == true && body["stream_options"] == ["include_usage": true])
  }

  @Test("a server that refuses stream_options is asked without them, now and from then on")
  func streamOptions() async throws {
    let server = try StubServer { request in
      request.text.contains("stream_options")
        ? StubReply(status: 422, #"{"detail":"stream_options: extra fields not permitted"}"#)
        : .events(StubReply.chatEvents(["a"]))
    }
    let model = try model(at: server)
    for _ in 0..<2 { #expect(try await model.reply(to: .plain()) { _ in }.reply.text == "a") }
    #expect(server.requests.count == 3)
  }

  @Test(
    "usage is read from the chunk with the end, from the choice in it, or is unknown",
    arguments: [
      (#"{"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}"#, 2),
      (#"{"choices":[{"delta":{},"finish_reason":"stop","usage":{"prompt_tokens":1,"completion_tokens":4}}]}"#, 4),
      (#"{"choices":[{"delta":{},"finish_reason":"stop"}],"usage":null}"#, nil),
    ])
  func usage(end: String, output: Int?) async throws {
    let reply = try await stream(.events(StubReply.chatEvents(["a"], finish: nil) + [end]))
    #expect(reply.text == "a" && reply.usage?.output == output)
  }

  @Test("a stream that ends after a reason to finish is whole without [DONE]; one without either was broken off")
  func ends() async throws {
    #expect(try await stream(.events(StubReply.chatEvents(["a"]))).text == "a")
    let told = Told()
    let error = await failure(.events(StubReply.chatEvents(["a"], finish: nil)), into: told)
    #expect(error?.code == "model.connection_lost" && told.text == "a")
  }

  @Test("[DONE] without a blank line behind it ends a stream")
  func lastLine() async throws {
    let chunks = StubReply.chatEvents(["a"], finish: nil).map { "data: \($0)\n\n" } + ["data: [DONE]"]
    let reply = try await stream(.chunked(chunks))
    #expect(reply.text == "a" && reply.finish == .other)
  }

  @Test("what breaks before the first piece is tried again, what breaks behind it is not, and nothing is told twice")
  func retries() async throws {
    let events = StubReply.chatEvents(["a", "b"]) + ["[DONE]"]
    let early = try StubServer { $0.number == 0 ? StubReply(status: 503, "busy") : .events(events) }
    let told = Told()
    let reply = try await model(at: early).reply(to: .plain()) { told.tell($0) }
    #expect(reply.reply.text == "ab" && reply.attempts == 2 && told.text == "ab")
    let late = try StubServer { _ in .events(StubReply.chatEvents(["a"], finish: nil), then: [.reset]) }
    let model = try model(at: late)
    let again = Told()
    let error = await modelError { () async throws(ModelError) in
      try await model.reply(to: .plain()) { again.tell($0) }
    }
    #expect(error?.code == "model.connection_lost" && error?.isRetryable == false && again.text == "a")
    #expect(late.requests.count == 1)
  }

  @Test("a server that knows no streams answers whole, and is told of as one piece")
  func noStream() async throws {
    let told = Told()
    #expect(try await stream(.chat("whole"), into: told).text == "whole")
    #expect(told.pieces == [.text("whole")])
    #expect(await failure(StubReply("<html>Sign in"))?.code == "model.bad_reply")
  }

  @Test(
    "an error inside a stream is the error it would have been alone",
    arguments: [
      (#"{"error":{"message":"too long","code":400}}"#, "model.bad_request"),
      (#"{"error":{"message":"slow down","type":"rate_limit_error"}}"#, "model.rate_limit"),
      (#"{"error":{"message":"odd"}}"#, "model.bad_reply"), ("{\"choices\":", "model.bad_reply"),
    ])
  func errors(event: String, code: String) async {
    let error = await failure(.events(StubReply.chatEvents(["a"], finish: nil) + [event, "[DONE]"]))
    #expect(error?.code == code)
  }

  @Test("thinking is told apart, whether the server keeps it apart or leaves it in the text")
  func reasoning() async throws {
    let told = Told()
    let apart = try await stream(
      .events([
        #"{"choices":[{"delta":{"reasoning_content":"h"}}]}"#, #"{"choices":[{"delta":{"reasoning":"m"}}]}"#,
        #"{"choices":[{"delta":{"content":"<think>"},"finish_reason":"stop"}]}"#,
      ]), into: told)
    #expect(apart.reasoning == "hm" && apart.text == "<think>" && told.reasoning == "hm" && told.text == "<think>")
    let inside = Told()
    let reply = try await stream(
      .events(StubReply.chatEvents(["<thi", "nk>hm</", "think>", "\\n\\n", "Yes"])), into: inside)
    #expect(reply.reasoning == "hm" && reply.text == "Yes" && inside.reasoning == "hm" && inside.text == "Yes")
  }

  @Test("tool calls are put together by their index, and by their ids where a gateway gives all the same index")
  func toolCalls() async throws {
    func delta(_ calls: String) -> String { #"{"choices":[{"index":0,"delta":{"tool_calls":[\#(calls)]}}]}"# }
    let end = #"{"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"#
    let pieces = try await stream(
      .events([
        delta(#"{"index":0,"id":"c0","type":"function","function":{"name":"f","arguments":""}}"#),
        delta(#"{"index":1,"id":"c1","type":"function","function":{"name":"g","arguments":"{"}}"#),
        delta(#"{"index":0,"function":{"arguments":"{\"a\":"}},{"index":1,"function":{"arguments":"}"}}"#),
        delta(#"{"index":0,"function":{"arguments":"1}"}}"#), end, "[DONE]",
      ]))
    let (first, second) = (
      ToolCall(id: "c0", name: "f", arguments: #"{"a":1}"#), ToolCall(id: "c1", name: "g", arguments: "{}")
    )
    #expect(pieces.toolCalls == [first, second] && pieces.finish == .toolCalls)
    let whole = try await stream(
      .events([
        delta(#"{"index":0,"id":"c0","function":{"name":"f","arguments":"{\"a\":1}"}}"#),
        delta(#"{"index":0,"id":"c1","function":{"name":"g","arguments":"{}"}}"#), end,
      ]))
    #expect(whole.toolCalls == [first, second])
  }

  @Test("of several replies the first is told, and all are there")
  func several() async throws {
    let told = Told()
    let reply = try await stream(
      .events([
        #"{"choices":[{"index":1,"delta":{"content":"b"}}]}"#, #"{"choices":[{"index":0,"delta":{"content":"a"}}]}"#,
        #"{"choices":[{"index":1,"delta":{},"finish_reason":"stop"}]}"#,
        #"{"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}"#, "[DONE]",
      ]), into: told)
    #expect(reply.text == "a" && reply.finish == .length && reply.others == [ChatReply(text: "b")])
    #expect(told.text == "a")
  }

  @Test("a model with stream = true streams although nobody reads along")
  func always() async throws {
    let server = try StubServer { _ in .events(StubReply.chatEvents(["a"]) + ["[DONE]"]) }
    #expect(try await model(at: server, "stream = true").reply(to: .plain()).reply.text == "a")
    #expect(server.requests.first?.text.contains(#""stream":true"#) == true)
  }

  @Test("a whole reply counts although the server breaks off behind it")
  func brokenBehind() async throws {
    let events = StubReply.chatEvents(["a"]) + ["[DONE]"]
    #expect(try await stream(.events(events, then: [.reset])).text == "a")
  }
}
