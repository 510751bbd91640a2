// What is sent to Anthropic's Messages API.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Anthropic: requests", .timeLimit(.minutes(5)))
@Host
struct AnthropicRequestTests {
  private func sent(_ request: ChatRequest, _ settings: String = "") async throws -> (StubRequest, JSON) {
    let server = try StubServer { _ in .message([["type": "text", "text": "ok"]]) }
    _ = try await model(at: server, "provider = \"anthropic\"\n" + settings).reply(to: request)
    let request = try #require(server.requests.first)
    return (request, try JSON(parsing: request.body))
  }

  private func body(_ request: ChatRequest, _ settings: String = "") async throws -> JSON {
    try await sent(request, settings).1
  }

  private static let tool = Tool("weather", "Tells it.", parameters: ["type": "object"])

  @Test("the key and the version stand in the headers, the path is the Messages API's")
  func headers() async throws {
    let (request, _) = try await sent(.plain())
    #expect(request.method == "POST" && request.path == "/v1/messages")
    #expect(request.headers["x-api-key"] == "sk-very-secret" && request.headers["authorization"] == nil)
    #expect(request.headers["anthropic-version"] == "2023-06-01")
  }

  @Test("system messages stand apart, the limit of tokens is always there, parameters have the API's names")
  func parameters() async throws {
    var request = ChatRequest.plain("Hi.", sampling: Sampling(temperature: 0.5, topP: 0.9, seed: 7, stop: ["X"]))
    request.messages.insert(ChatMessage(.system, "Be brief."), at: 0)
    request.messages.insert(ChatMessage(.system, "Be kind."), at: 1)
    #expect(
      try await body(request, "extra = { top_k = 5 }") == [
        "model": "qwen", "max_tokens": 4096, "system": "Be brief.\n\nBe kind.",
        "messages": [["role": "user", "content": [["type": "text", "text": "Hi."]]]],
        "temperature": 0.5, "top_p": 0.9, "stop_sequences": ["X"], "top_k": 5,
      ])
    #expect(try await body(.plain("Hi.", sampling: Sampling(maxTokens: 9)))["max_tokens"] == 9)
    #expect(try await body(.plain(), "max_tokens = 7\nomit = [\"max_tokens\"]")["max_tokens"] == 4096)
  }

  @Test("a tool conversation takes turns: uses in the assistant's, results in the user's next, neighbours as one")
  func turns() async throws {
    var request = ChatRequest.plain("Weather in Oslo and Rome?")
    request.messages += [
      ChatMessage(
        .assistant, "I ask.",
        toolCalls: [
          ToolCall(id: "a", name: "weather", arguments: #"{"at":"Oslo"}"#),
          ToolCall(id: "b", name: "weather", arguments: "no JSON"),
        ]),
      ChatMessage(.tool, "Rain", toolCallID: "a"), ChatMessage(.tool, "", toolCallID: "b"),
      ChatMessage(.user, "Go on."),
    ]
    request.tools = [Self.tool]
    let body = try await body(request)
    #expect(
      body["messages"]?[1] == [
        "role": "assistant",
        "content": [
          ["type": "text", "text": "I ask."],
          ["type": "tool_use", "id": "a", "name": "weather", "input": ["at": "Oslo"]],
          ["type": "tool_use", "id": "b", "name": "weather", "input": [:]],
        ],
      ])
    #expect(
      body["messages"]?[2] == [
        "role": "user",
        "content": [
          ["type": "tool_result", "tool_use_id": "a", "content": "Rain"],
          ["type": "tool_result", "tool_use_id": "b", "content": ""], ["type": "text", "text": "Go on."],
        ],
      ])
    #expect(body["messages"]?.array?.count == 3)
    #expect(body["tools"] == [["name": "weather", "description": "Tells it.", "input_schema": ["type": "object"]]])
  }

  @Test(
    "the choice of tools in the API's words",
    arguments: [
      (ToolChoice.automatic, #"{"type":"auto"}"#), (.none, #"{"type":"none"}"#), (.required, #"{"type":"any"}"#),
      (.named("weather"), #"{"type":"tool","name":"weather"}"#),
    ])
  func choice(choice: ToolChoice, expected: String) async throws {
    var request = ChatRequest.plain()
    request.tools = [Self.tool]
    request.toolChoice = choice
    #expect(try await body(request)["tool_choice"]?.text == expected)
  }

  @Test(
    "a schema is the input of a tool that must be used; beside tools any may, and a thinking model cannot be forced")
  func schema() async throws {
    var request = ChatRequest.plain()
    request.schema = ReplySchema(name: "rating", schema: ["type": "object"])
    let forced = try await body(request)
    #expect(forced["tools"]?[0]?["input_schema"] == ["type": "object"])
    #expect(forced["tool_choice"] == ["type": "tool", "name": "rating"])
    let thinking = try await body(request, #"extra = { thinking = { type = "enabled", budget_tokens = 1024 } }"#)
    #expect(thinking["tool_choice"] == ["type": "auto"])
    request.tools = [Self.tool]
    let beside = try await body(request)
    #expect(beside["tool_choice"] == ["type": "any"] && beside["tools"]?.array?.count == 2)
    let prompt = try await body(request, #"structured = "prompt""#)
    #expect(prompt["tools"]?.array?.count == 1 && prompt["tool_choice"] == nil)
    #expect(prompt["system"]?.string?.contains("JSON schema") == true)
  }

  @Test("probabilities are refused before anything is sent")
  func unsupported() async throws {
    let server = try StubServer { _ in .message([]) }
    let model = try model(at: server, #"provider = "anthropic""#)
    var request = ChatRequest.plain()
    request.topLogprobs = 3
    let asked = request
    let error = await modelError { () async throws(ModelError) in try await model.reply(to: asked) }
    #expect(error?.code == "model.unsupported" && server.requests.isEmpty)
  }
}

extension StubReply {
  /// A message as Anthropic's API words it.
  static func message(_ content: JSON, stop: String = "end_turn") -> StubReply {
    let usage: JSON = [
      "input_tokens": 2095, "cache_creation_input_tokens": 2051, "cache_read_input_tokens": 100, "output_tokens": 503,
    ]
    let body: JSON = [
      "id": "msg_013Zva2CMHLNnXjNJJKqJ2EF", "type": "message", "role": "assistant", "model": "claude-sonnet-4-5",
      "content": content, "stop_reason": .string(stop), "stop_sequence": nil, "usage": usage,
    ]
    return StubReply(headers: ["Content-Type": "application/json", "request-id": "req_018EeW"], body: body.bytes)
  }
}
