// Streams that break off, stop short or bring no events.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Faults: streams", .timeLimit(.minutes(5)))
@Host
struct StreamFaultTests {
  private let streaming = "stream = true"
  private let whole = StubReply.chatEvents(["Hel", "lo"])

  @Test("a stream is one reply, and the request asks for one")
  func stream() async throws {
    let endpoint = try FaultyEndpoint(.events(whole + ["[DONE]"]), streaming)
    let reply = try await endpoint.reply()
    #expect(reply.reply.text == "Hello" && reply.reply.finish == .stop && endpoint.server.requests.count == 1)
    #expect(try JSON(parsing: endpoint.server.requests[0].body)["stream"] == true)
  }

  @Test("a stream without [DONE] counts when its reply has a reason to end")
  func noDone() async throws {
    let endpoint = try FaultyEndpoint(.events(whole), streaming)
    #expect(try await endpoint.reply().reply.text == "Hello")
  }

  @Test("a [DONE] without a blank line behind it counts")
  func bareDone() async throws {
    let done = StubReply.events(StubReply.chatEvents(["Hello"]), then: [.chunk("data: [DONE]"), .lastChunk])
    #expect(try await FaultyEndpoint(done, streaming).reply().reply.text == "Hello")
  }

  @Test("a stream that ends without a reason and without [DONE] is tried again")
  func endsEarly() async throws {
    let half = StubReply.events(StubReply.chatEvents(["Hel"], finish: nil))
    let whole = StubReply.events(whole + ["[DONE]"])
    let endpoint = try FaultyEndpoint(streaming) { $0.number == 0 ? half : whole }
    let reply = try await endpoint.reply()
    #expect(reply.reply.text == "Hello" && reply.attempts == 2)
  }

  @Test("a stream cut in the middle is tried again, then given up", arguments: [StubReply.Piece.close, .reset])
  func cut(end: StubReply.Piece) async throws {
    let half = StubReply.events(StubReply.chatEvents(["Hel"], finish: nil), then: [.chunk("data: {\"cho"), end])
    #expect(await (try FaultyEndpoint(half, streaming)).fault() == ("model.connection_lost", 5))
  }

  @Test("a stream that stalls is a timeout after the idle limit")
  func stalled() async throws {
    let gate = StubGate()
    let half = StubReply.events(StubReply.chatEvents(["Hel"], finish: nil), then: [.wait(gate)])
    let endpoint = try FaultyEndpoint(half, streaming + "\ntimeout = 500", limits: "idle_timeout = 0.1")
    #expect(await endpoint.fault() == ("model.timeout", 2))
    gate.open()
  }

  @Test("a connection that stays open behind a whole reply does not spoil it")
  func staysOpen() async throws {
    let gate = StubGate()
    let open = StubReply.events(whole + ["[DONE]"], then: [.wait(gate)])
    let endpoint = try FaultyEndpoint(open, streaming, limits: "idle_timeout = 0.1")
    #expect(try await endpoint.reply().reply.text == "Hello")
    #expect(endpoint.server.requests.count == 1)
    gate.open()
  }

  @Test("an error inside a stream counts as its own status")
  func errorEvent() async throws {
    let events = StubReply.chatEvents(["Hel"], finish: nil) + [#"{"error":{"message":"overloaded","code":503}}"#]
    #expect(await (try FaultyEndpoint(.events(events), streaming)).fault() == ("model.server_error", 5))
  }

  @Test("a refusal in place of a stream is read whole")
  func refusal() async throws {
    let refusal = StubReply(status: 401, #"{"error":{"message":"who are you?"}}"#)
    let endpoint = try FaultyEndpoint(refusal, streaming)
    let error = await #expect(throws: ModelError.self) { try await endpoint.reply() }
    #expect(error?.code == "model.unauthorized" && error?.message.contains("who are you?") == true)
    #expect(endpoint.server.requests.count == 1)
  }

  @Test(
    "an event that is no JSON, or no UTF-8, is no reply", arguments: [Array("{\"cho".utf8), [0x22, 0xC3, 0x28, 0x22]])
  func badEvent(data: [UInt8]) async throws {
    let body = Array("data: ".utf8) + data + Array("\n\ndata: [DONE]\n\n".utf8)
    #expect(await (try FaultyEndpoint(StubReply(body: body), streaming)).fault() == ("model.bad_reply", 1))
  }

  @Test("a page of HTML in place of a stream is no reply")
  func page() async throws {
    #expect(await (try FaultyEndpoint(StubReply("<p>Sign in"), streaming)).fault() == ("model.bad_reply", 1))
  }

  @Test("a server that answers whole although asked for a stream is read as it answers")
  func notStreamed() async throws {
    #expect(try await FaultyEndpoint(.chat("whole"), streaming).reply().reply.text == "whole")
  }
}
