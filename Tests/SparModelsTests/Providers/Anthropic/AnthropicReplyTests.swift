// What Anthropic's Messages API answers, errors included, in the forms that its documentation shows.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Anthropic: replies", .timeLimit(.minutes(5)))
@Host
struct AnthropicReplyTests {
  private static let settings = #"provider = "anthropic""#

  private func received(_ reply: StubReply, schema: ReplySchema? = nil) async throws -> ChatReply {
    let server = try StubServer { _ in reply }
    var request = ChatRequest.plain()
    request.schema = schema
    return try await model(at: server, Self.settings).reply(to: request).reply
  }

  @Test("text, thinking, usage with what was cached, and the request's id are read")
  func reply() async throws {
    let reply = try await received(
      .message([
        ["type": "thinking", "thinking": "Let me see.", "signature": "EqQBCgIYAhIM1gbcDa9GJwZA2b3h"],
        ["type": "redacted_thinking", "data": "EmwKAhgBEgy3"], ["type": "text", "text": "Hi! "],
        ["type": "text", "text": "My name is Claude."],
      ]))
    #expect(reply.text == "Hi! My name is Claude." && reply.reasoning == "Let me see." && reply.finish == .stop)
    #expect(reply.usage == TokenUsage(input: 4246, output: 503) && reply.requestID == "req_018EeW")
  }

  @Test(
    "each reason to stop has its meaning",
    arguments: [
      ("end_turn", FinishReason.stop), ("stop_sequence", .stop), ("max_tokens", .length), ("refusal", .filtered),
      ("tool_use", .toolCalls), ("pause_turn", .other), ("model_context_window_exceeded", .length), ("new", .other),
    ])
  func finish(reason: String, finish: FinishReason) async throws {
    #expect(try await received(.message([["type": "text", "text": "a"]], stop: reason)).finish == finish)
  }

  @Test("uses of tools are tool calls")
  func toolUse() async throws {
    let reply = try await received(
      .message(
        [
          ["type": "text", "text": "I'll check."],
          ["type": "tool_use", "id": "toolu_01D7F", "name": "get_stock_price", "input": ["ticker": "^GSPC"]],
        ], stop: "tool_use"))
    let call = ToolCall(id: "toolu_01D7F", name: "get_stock_price", arguments: #"{"ticker":"^GSPC"}"#)
    #expect(reply.toolCalls == [call] && reply.text == "I'll check." && reply.finish == .toolCalls)
  }

  @Test("a structured reply is the input of its tool, whole or in a wrapper where the schema is of no object")
  func structured() async throws {
    func use(_ input: JSON) -> JSON { ["type": "tool_use", "id": "t", "name": "rating", "input": input] }
    let object = try await received(
      .message([use(["score": 3])], stop: "tool_use"), schema: ReplySchema(name: "rating", schema: ["type": "object"]))
    #expect(object.text == #"{"score":3}"# && object.toolCalls.isEmpty && object.finish == .stop)
    let list = try await received(
      .message([use(["value": [1, 2]])], stop: "tool_use"),
      schema: ReplySchema(name: "rating", schema: ["type": "array"]))
    #expect(list.text == "[1,2]")
    let cut = try await received(
      .message([use(["score": 3])], stop: "max_tokens"), schema: ReplySchema(name: "rating", schema: ["type": "object"])
    )
    #expect(cut.finish == .length)
  }

  @Test(
    "each documented error is of its kind; only what may pass is tried again",
    arguments: [
      (400, "invalid_request_error", "model.bad_request", 1), (401, "authentication_error", "model.unauthorized", 1),
      (402, "billing_error", "model.quota", 1), (403, "permission_error", "model.unauthorized", 1),
      (404, "not_found_error", "model.not_found", 1), (413, "request_too_large", "model.bad_request", 1),
      (429, "rate_limit_error", "model.rate_limit", 2), (500, "api_error", "model.server_error", 2),
      (529, "overloaded_error", "model.server_error", 2),
    ])
  func errors(status: Int, type: String, code: String, tries: Int) async throws {
    let body =
      #"{"type":"error","error":{"type":"\#(type)","message":"the reason"},"request_id":"req_011CSHoEeqs5C35K2UUqR7Fy"}"#
    let server = try StubServer { _ in StubReply(status: status, body) }
    let registry = ModelRegistry(
      configuration: try ModelConfiguration(parsing: "[limits]\nattempts = 2"),
      environment: ["ANTHROPIC_BASE_URL": server.url, "ANTHROPIC_API_KEY": "k"], clock: VirtualClock().clock)
    let model = try registry.model("anthropic/claude-sonnet-4-5")
    let error = await modelError { () async throws(ModelError) in try await model.reply(to: .plain()) }
    #expect(error?.code == code && server.requests.count == tries)
    #expect(error?.message.contains("req_011CSHoEeqs5C35K2UUqR7Fy") == true)
    #expect(error?.message.contains("the reason") == true)
  }

  @Test("an account without credit is a quota error, although the API calls it a bad request")
  func credit() async throws {
    let server = try StubServer { _ in
      StubReply(
        status: 400,
        #"{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the Anthropic API."}}"#
      )
    }
    let model = try model(at: server, Self.settings)
    let error = await modelError { () async throws(ModelError) in try await model.reply(to: .plain()) }
    #expect(error?.code == "model.quota" && error?.exitCode == .refused)
  }
}
