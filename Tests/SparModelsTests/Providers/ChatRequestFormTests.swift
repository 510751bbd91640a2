// What of a request goes over the wire, and what comes back for it.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Chat completions: tools, several replies, probabilities", .timeLimit(.minutes(5)))
@Host
struct ChatRequestFormTests {
  private func sent(_ request: ChatRequest, _ settings: String = "") async throws -> JSON {
    let server = try StubServer { _ in .chat("ok") }
    _ = try await model(at: server, settings).reply(to: request)
    return try JSON(parsing: try #require(server.requests.first).body)
  }

  private func received(_ body: String, for request: ChatRequest = .plain()) async throws -> ChatReply {
    let server = try StubServer { _ in StubReply(body) }
    return try await model(at: server).reply(to: request).reply
  }

  @Test("a plain request is the same bytes as ever")
  func plain() async throws {
    let server = try StubServer { _ in .chat("ok") }
    _ = try await model(at: server).reply(to: .plain("Hi.", sampling: Sampling(temperature: 0.5, stop: ["X"])))
    #expect(
      server.requests.first?.text
        == #"{"model":"qwen","messages":[{"role":"user","content":"Hi."}],"temperature":0.5,"stop":["X"]}"#)
  }

  @Test("tools, their choice and the messages of a tool conversation are sent as the API names them")
  func tools() async throws {
    var request = ChatRequest.plain("Weather?")
    request.messages += [
      ChatMessage(.assistant, "", toolCalls: [ToolCall(id: "c1", name: "weather", arguments: #"{"at":"Oslo"}"#)]),
      ChatMessage(.tool, "Rain", toolCallID: "c1"),
    ]
    request.tools = [Tool("weather", "Tells it.", parameters: ["type": "object"])]
    request.toolChoice = .named("weather")
    let body = try await sent(request)
    #expect(
      body["tools"] == [
        [
          "type": "function",
          "function": ["name": "weather", "description": "Tells it.", "parameters": ["type": "object"]],
        ]
      ])
    #expect(body["tool_choice"] == ["type": "function", "function": ["name": "weather"]])
    #expect(body["messages"]?[1]?["tool_calls"]?[0]?["function"]?["arguments"] == #"{"at":"Oslo"}"#)
    #expect(body["messages"]?[2] == ["role": "tool", "content": "Rain", "tool_call_id": "c1"])
    request.tools = []
    #expect(try await sent(request)["tool_choice"] == nil)
  }

  @Test("several replies and probabilities are asked for only where somebody wants them")
  func countAndProbabilities() async throws {
    var request = ChatRequest.plain()
    request.count = 3
    request.topLogprobs = 2
    let body = try await sent(request)
    #expect(body["n"] == 3 && body["logprobs"] == true && body["top_logprobs"] == 2)
    let plain = try await sent(.plain())
    #expect(plain["n"] == nil && plain["logprobs"] == nil)
  }

  @Test("extra parameters of any kind are sent as spar.toml has them; penalties may be below 0")
  func extra() async throws {
    let body = try await sent(
      .plain(),
      """
      frequency_penalty = -0.5
      extra = { top_k = 20, min_p = 0.05, chat_template_kwargs = { enable_thinking = false } }
      """)
    #expect(body["frequency_penalty"] == -0.5 && body["top_k"] == 20 && body["min_p"] == 0.05)
    #expect(body["chat_template_kwargs"] == ["enable_thinking": false])
  }

  @Test("the further choices of a completion are further replies; what has no message is none")
  func others() async throws {
    let reply = try await received(
      #"{"choices":[{"index":0,"message":{"content":"a"},"finish_reason":"stop"},{"index":1,"message":{"content":"b"},"#
        + #""finish_reason":"length"},{"index":2}],"usage":{"prompt_tokens":5,"completion_tokens":9}}"#)
    #expect(reply.text == "a" && reply.others == [ChatReply(text: "b", finish: .length)])
    #expect(reply.usage == TokenUsage(input: 5, output: 9))
  }

  @Test(
    "tool calls are read however a server writes them",
    arguments: [
      // OpenAI.
      (
        #"{"content":null,"tool_calls":[{"id":"c9","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}}]}"#,
        "tool_calls", ToolCall(id: "c9", name: "f", arguments: #"{"a":1}"#)
      ),
      // Arguments as an object, no id, an end called "stop".
      (
        #"{"content":"","tool_calls":[{"function":{"name":"f","arguments":{"a":1}}}]}"#, "stop",
        ToolCall(id: "call_0", name: "f", arguments: #"{"a":1}"#)
      ),
      // No arguments.
      (
        #"{"content":"","tool_calls":[{"id":"x","function":{"name":"f","arguments":""}}]}"#, "stop",
        ToolCall(id: "x", name: "f", arguments: "{}")
      ),
      // The form before tools.
      (
        #"{"content":null,"function_call":{"name":"f","arguments":"{}"}}"#, "function_call",
        ToolCall(id: "call_0", name: "f", arguments: "{}")
      ),
    ])
  func toolCalls(message: String, finish: String, call: ToolCall) async throws {
    let reply = try await received(#"{"choices":[{"message":\#(message),"finish_reason":"\#(finish)"}]}"#)
    #expect(reply.toolCalls == [call] && reply.finish == .toolCalls && reply.text == "")
  }

  @Test("a tool call that was cut at the token limit stays cut")
  func cutToolCall() async throws {
    let call = #"{"id":"x","function":{"name":"f","arguments":"{\"a"}}"#
    let reply = try await received(
      #"{"choices":[{"message":{"tool_calls":[\#(call)]},"finish_reason":"length"}]}"#)
    #expect(reply.finish == .length && reply.toolCalls.first?.arguments == #"{"a"#)
  }

  @Test("probabilities come in one form, from today's servers and from older ones")
  func probabilities() async throws {
    let wanted: JSON = [["token": "Hi", "logprob": -0.5, "top_logprobs": [["token": "Hi", "logprob": -0.5]]]]
    let new = try await received(
      #"{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop","logprobs":{"content":[{"token":"Hi","#
        + #""logprob":-0.5,"bytes":[72,105],"top_logprobs":[{"token":"Hi","logprob":-0.5,"bytes":[72,105]}]}]}}]}"#)
    #expect(new.logprobs == wanted)
    let old = try await received(
      #"{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop","logprobs":{"tokens":["Hi"],"#
        + #""token_logprobs":[-0.5],"top_logprobs":[{"Hi":-0.5}]}}]}"#)
    #expect(old.logprobs == wanted)
    let none = try await received(#"{"choices":[{"message":{"content":"Hi"},"logprobs":null}]}"#)
    #expect(none.logprobs == nil)
  }

  @Test("an error in place of the reply, behind a gateway, is the error")
  func choiceError() async throws {
    let server = try StubServer { _ in
      StubReply(#"{"choices":[{"finish_reason":"error","error":{"code":403,"message":"not for you"}}]}"#)
    }
    let model = try model(at: server)
    let error = await modelError { () async throws(ModelError) in try await model.reply(to: .plain()) }
    #expect(error?.code == "model.unauthorized" && error?.message.contains("not for you") == true)
  }
}
