// Streams of Anthropic's Messages API, in the forms that its documentation shows.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Anthropic: streams", .timeLimit(.minutes(5)))
@Host
struct AnthropicStreamTests {
  private static let start =
    #"{"type":"message_start","message":{"id":"msg_1nZdL29xx5MUA1yADyHTEsnR8uuvGzszyY","type":"message","role":"assistant","#
    + #""content":[],"model":"claude-sonnet-4-5","stop_reason":null,"stop_sequence":null,"#
    + #""usage":{"input_tokens":25,"cache_read_input_tokens":5,"output_tokens":1}}}"#

  private static func end(_ reason: String) -> [String] {
    [
      #"{"type":"message_delta","delta":{"stop_reason":"\#(reason)","stop_sequence":null},"usage":{"output_tokens":15}}"#,
      #"{"type":"message_stop"}"#,
    ]
  }

  private static func block(_ index: Int, _ start: String, _ deltas: [String]) -> [String] {
    [#"{"type":"content_block_start","index":\#(index),"content_block":\#(start)}"#, #"{"type":"ping"}"#]
      + deltas.map { #"{"type":"content_block_delta","index":\#(index),"delta":\#($0)}"# }
      + [#"{"type":"content_block_stop","index":\#(index)}"#]
  }

  private static let greeting = block(
    0, #"{"type":"text","text":""}"#,
    [#"{"type":"text_delta","text":"Hello"}"#, #"{"type":"text_delta","text":"!"}"#])

  /// With the type of each event named in front, as the API does.
  private func reply(_ events: [String], then end: [StubReply.Piece] = [.lastChunk]) -> StubReply {
    let chunks = events.map { event in
      let name = (try? JSON(parsing: event))?["type"]?.string ?? "message"
      return "event: \(name)\ndata: \(event)\n\n"
    }
    return .chunked(chunks, headers: ["Content-Type": "text/event-stream; charset=utf-8"], then: end)
  }

  private func stream(
    _ stub: StubReply, schema: ReplySchema? = nil, into told: Told = Told()
  ) async throws -> ChatReply {
    let server = try StubServer { _ in stub }
    var request = ChatRequest.plain()
    request.schema = schema
    let model = try model(at: server, #"provider = "anthropic""#)
    let reply = try await model.reply(to: request) { told.tell($0) }
    #expect(server.requests.allSatisfy { $0.text.contains(#""stream":true"#) })
    return reply.reply
  }

  @Test("text is told as it comes, with the usage of the start and the end")
  func text() async throws {
    let told = Told()
    let reply = try await stream(reply([Self.start] + Self.greeting + Self.end("end_turn")), into: told)
    #expect(reply.text == "Hello!" && reply.finish == .stop && reply.usage == TokenUsage(input: 30, output: 15))
    #expect(told.pieces == [.text("Hello"), .text("!")] && reply.requestID == "msg_1nZdL29xx5MUA1yADyHTEsnR8uuvGzszyY")
  }

  @Test("thinking and the uses of tools are put together from their pieces")
  func blocks() async throws {
    let thinking = Self.block(
      0, #"{"type":"thinking","thinking":"","signature":""}"#,
      [
        #"{"type":"thinking_delta","thinking":"Let me "}"#, #"{"type":"thinking_delta","thinking":"see."}"#,
        #"{"type":"signature_delta","signature":"EqQBCgIYAhIM1gbcDa9GJwZA2b3h"}"#,
      ])
    let use = Self.block(
      1, #"{"type":"tool_use","id":"toolu_01T1x","name":"get_weather","input":{}}"#,
      [
        #"{"type":"input_json_delta","partial_json":""}"#,
        #"{"type":"input_json_delta","partial_json":"{\"location\":"}"#,
        #"{"type":"input_json_delta","partial_json":" \"San Francisco, CA\"}"}"#,
      ])
    let told = Told()
    let reply = try await stream(reply([Self.start] + thinking + use + Self.end("tool_use")), into: told)
    #expect(reply.reasoning == "Let me see." && told.reasoning == "Let me see." && told.text == "")
    let call = ToolCall(id: "toolu_01T1x", name: "get_weather", arguments: #"{"location":"San Francisco, CA"}"#)
    #expect(reply.toolCalls == [call] && reply.finish == .toolCalls)
  }

  @Test("a structured reply that the token limit cut is cut, and no error")
  func cutInput() async throws {
    let use = Self.block(
      0, #"{"type":"tool_use","id":"t","name":"rating","input":{}}"#,
      [#"{"type":"input_json_delta","partial_json":"{\"score\":"}"#])
    let reply = try await stream(
      reply([Self.start] + use + Self.end("max_tokens")),
      schema: ReplySchema(name: "rating", schema: ["type": "object"]))
    #expect(reply.finish == .length && reply.text.contains("score"))
  }

  @Test("an error in the stream is the error it would have been alone; before the first piece it is tried again")
  func errors() async throws {
    let overloaded = #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#
    let (busy, good) = (reply([Self.start, overloaded]), reply([Self.start] + Self.greeting + Self.end("end_turn")))
    let server = try StubServer { $0.number == 0 ? busy : good }
    let reply = try await model(at: server, #"provider = "anthropic""#).reply(to: .plain()) { _ in }
    #expect(reply.reply.text == "Hello!" && reply.attempts == 2)
    let late = try StubServer { [late = self.reply([Self.start] + Self.greeting + [overloaded])] _ in late }
    let model = try model(at: late, #"provider = "anthropic""#)
    let error = await modelError { () async throws(ModelError) in try await model.reply(to: .plain()) { _ in } }
    #expect(error?.code == "model.server_error" && error?.message.contains("529") == true && late.requests.count == 1)
  }

  @Test("a stream that ends before its message does was broken off")
  func truncated() async throws {
    let server = try StubServer { [cut = reply([Self.start] + Self.greeting)] _ in cut }
    let model = try model(at: server, #"provider = "anthropic""#)
    let error = await modelError { () async throws(ModelError) in try await model.reply(to: .plain()) { _ in } }
    #expect(error?.code == "model.connection_lost")
  }
}
