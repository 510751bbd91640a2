// The whole way of a call against a scripted server: registry, queue, retries, HTTP, JSON both ways.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("OpenAI-compatible provider", .timeLimit(.minutes(5)))
@Host
struct OpenAIProviderTests {
  private func model(
    at server: StubServer, _ settings: String = "", clock: VirtualClock = VirtualClock(), key: String? = nil
  ) throws -> Model {
    let text = "[models.m]\nmodel = \"qwen\"\nbase_url = \"\(server.url)\"\nkey_env = \"KEY\"\n\(settings)"
    return try ModelRegistry(
      configuration: ModelConfiguration(parsing: text), environment: ["KEY": key ?? "sk-very-secret"],
      clock: clock.clock
    ).model("m")
  }

  private func failure(
    _ reply: StubReply, tries: Int = 1, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> ModelError {
    let server = try StubServer { _ in reply }
    let model = try model(at: server)
    let error = await modelError { () async throws(ModelError) in try await model.reply(to: .plain()) }
    #expect(server.requests.count == tries, sourceLocation: sourceLocation)
    #expect(error?.description.contains("sk-very-secret") == false, sourceLocation: sourceLocation)
    return try #require(error, sourceLocation: sourceLocation)
  }

  @Test("a request carries model, messages, sampling and key; a reply brings text, usage and id back")
  func roundTrip() async throws {
    let server = try StubServer { _ in .chat("Hello\\n\\u00e9", usage: (11, 4), id: "chatcmpl-7") }
    let model = try model(at: server, "temperature = 0.5\nmax_tokens = 9")
    let sampling = Sampling(topP: 0.9, maxTokens: 99, seed: 5, stop: ["X"])
    var request = ChatRequest.plain("Say \"hé\".\n", sampling: sampling)
    request.messages.insert(ChatMessage(.system, "Be brief."), at: 0)
    let reply = try await model.reply(to: request)
    #expect(
      reply.reply
        == ChatReply(
          text: "Hello\né", finish: .stop, usage: TokenUsage(input: 11, output: 4), requestID: "chatcmpl-7"))
    #expect(reply.attempts == 1)
    let sent = try #require(server.requests.first)
    #expect(sent.path == "/v1/chat/completions" && sent.headers["authorization"] == "Bearer sk-very-secret")
    #expect(sent.headers["content-type"] == "application/json")
    #expect(
      try JSON(parsing: sent.body) == [
        "model": "qwen",
        "messages": [["role": "system", "content": "Be brief."], ["role": "user", "content": "Say \"hé\".\n"]],
        "temperature": 0.5, "top_p": 0.9, "max_tokens": 99, "seed": 5, "stop": ["X"],
      ])
  }

  @Test(
    "the variations of real servers are read",
    arguments: [
      (
        #"{"choices":[{"message":{"content":null},"finish_reason":"tool_calls"}]}"#,
        ChatReply(text: "", finish: .toolCalls)
      ),
      (
        #"{"choices":[{"message":{"content":"a","reasoning_content":"hm"},"finish_reason":"length"}],"error":null}"#,
        ChatReply(text: "a", reasoning: "hm", finish: .length)
      ),
      (
        #"{"choices":[{"message":{"content":"<think>x</think>a","reasoning":"r"},"finish_reason":"eos"}]}"#,
        ChatReply(text: "<think>x</think>a", reasoning: "r")
      ),
      (
        #"{"id":"i","choices":[{"message":{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}}]}"#,
        ChatReply(text: "ab", finish: .other, requestID: "i")
      ),
      (
        #"{"choices":[{"message":{"content":null,"refusal":"No."},"finish_reason":"stop"}],"usage":{"prompt_tokens":3}}"#,
        ChatReply(text: "No.", finish: .filtered)
      ),
    ])
  func variations(body: String, expected: ChatReply) async throws {
    let server = try StubServer { _ in StubReply(body) }
    #expect(try await model(at: server).reply(to: .plain()).reply == expected)
  }

  @Test(
    "each status is an error of its kind; only what may pass is tried again",
    arguments: [
      (400, "model.bad_request", 1), (401, "model.unauthorized", 1), (402, "model.quota", 1),
      (403, "model.unauthorized", 1), (404, "model.not_found", 1), (408, "model.server_error", 5),
      (413, "model.bad_request", 1), (422, "model.bad_request", 1), (429, "model.rate_limit", 5),
      (500, "model.server_error", 5), (502, "model.server_error", 5), (503, "model.server_error", 5),
      (529, "model.server_error", 5), (301, "model.redirected", 1), (204, "model.bad_reply", 1),
    ])
  func statuses(status: Int, code: String, tries: Int) async throws {
    let body = status == 204 ? "" : #"{"error":{"message":"the reason"}}"#
    let error = try await failure(StubReply(status: status, headers: ["X-Request-Id": "req-1"], body), tries: tries)
    #expect(error.code == code)
    #expect(error.message.contains("http://127.0.0.1:") && error.message.contains("\"qwen\""))
    #expect(error.message.contains("HTTP \(status)") && error.message.contains("req-1"))
    #expect(status == 204 || error.message.contains("the reason"))
    #expect(!error.messageWithoutEndpoint.contains("127.0.0.1"))
  }

  @Test("a 429 that says the quota is used up is not tried again")
  func quota() async throws {
    let body = #"{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}"#
    let error = try await failure(StubReply(status: 429, body))
    #expect(error.code == "model.quota" && error.exitCode == .refused)
  }

  @Test(
    "the server's own words are found wherever they stand",
    arguments: [
      (#"{"error":{"message":"words"}}"#, ": words"), (#"{"error":"words"}"#, ": words"),
      (#"{"detail":"words"}"#, ": words"), (#"{"detail":[{"msg":"one"},{"msg":"two"}]}"#, ": one; two"),
      (#"{"message":"words"}"#, ": words"), ("plain  words\n", ": plain words"),
      ("<html>\r\n<h1>no</h1>", ": <html> <h1>no</h1>"),
    ])
  func words(body: String, words: String) async throws {
    #expect(try await failure(StubReply(status: 400, body)).message.hasSuffix(words))
  }

  @Test("a long error text is cut, and a key that the server echoes is struck out")
  func longEcho() async throws {
    let body = #"{"error":{"message":"Incorrect key sk-very-secret: "# + String(repeating: "x", count: 5000) + #""}}"#
    let error = try await failure(StubReply(status: 401, body))
    #expect(error.message.contains("Incorrect key [key]: xxx") && error.message.count < 500)
  }

  @Test("a success that is no reply is an error with an excerpt, not tried again")
  func badReplies() async throws {
    let html = try await failure(StubReply(headers: ["Content-Type": "text/html"], "<!DOCTYPE html><p>Sign in"))
    #expect(html.code == "model.bad_reply" && html.message.hasSuffix("no JSON: <!DOCTYPE html><p>Sign in"))
    let empty = try await failure(StubReply(#"{"choices":[]}"#))
    #expect(empty.code == "model.bad_reply" && empty.message.contains("without choices"))
    let error = try await failure(StubReply(#"{"error":{"message":"model is loading"}}"#))
    #expect(error.code == "model.bad_reply" && error.message.hasSuffix("an error: model is loading"))
    let cut = try await failure(StubReply(#"{"choices":[{"message":{"content":"abc"#))
    #expect(cut.code == "model.bad_reply" && cut.message.contains("no JSON"))
    let nothing = try await failure(StubReply(""))
    #expect(nothing.code == "model.bad_reply")
    let invalid = try await failure(
      StubReply(body: Array(#"{"choices":[{"message":{"content":""#.utf8) + [0xFF, 0xFE]))
    #expect(invalid.code == "model.bad_reply")
  }

  @Test("invalid UTF-8 inside a well-formed reply is an error, not a repaired text")
  func invalidText() async throws {
    let body = Array(#"{"choices":[{"message":{"content":"a"#.utf8) + [0xC3, 0x28] + Array(#""}}]}"#.utf8)
    #expect(try await failure(StubReply(body: body)).code == "model.bad_reply")
  }

  @Test("a gateway's error inside a 200 counts as its own status")
  func gatewayError() async throws {
    let error = try await failure(StubReply(#"{"error":{"message":"slow down","code":429}}"#), tries: 5)
    #expect(error.code == "model.rate_limit" && error.message.contains("HTTP 429: slow down"))
  }

  @Test("a connection that breaks is tried again and then reported")
  func broken() async throws {
    let error = try await failure(.truncated(#"{"choices":"#, length: 1000), tries: 5)
    #expect(error.code == "model.connection_lost" && error.exitCode == .unreachable)
  }

  @Test("errors that pass are retried until the reply, whose number of tries is told")
  func recovers() async throws {
    let server = try StubServer { request in
      switch request.number {
      case 0: StubReply(status: 429, headers: ["Retry-After": "3"], "")
      case 1: StubReply(status: 500, "oops")
      default: .chat("at last")
      }
    }
    let clock = VirtualClock(chance: 0.5)
    let reply = try await model(at: server, clock: clock).reply(to: .plain())
    #expect(reply.reply.text == "at last" && reply.attempts == 3)
    #expect(clock.sleeps == [3.25, 0.5])
    #expect(server.connections == 1)
  }

  @Test("an endpoint at which nothing listens is reported after three quick tries")
  func unreachable() async throws {
    let clock = VirtualClock()
    let url = "http://127.0.0.1:\(try StubServer.closedPort())"
    let registry = ModelRegistry(environment: ["OPENAI_BASE_URL": url], clock: clock.clock)
    let model = try registry.model("openai/x")
    let error = await modelError { () async throws(ModelError) in try await model.reply(to: .plain()) }
    #expect(error?.code == "model.unreachable" && error?.exitCode == .unreachable && clock.sleeps.count == 2)
    #expect(error?.message.contains(url) == true)
    #expect(error?.messageWithoutEndpoint.contains("127.0.0.1") == false)
  }

  @Test("a stalled server is a timeout after the configured seconds")
  func timeout() async throws {
    let gate = StubGate()
    let server = try StubServer { _ in StubReply([.wait(gate), .close]) }
    let model = try model(at: server, "timeout = 0.2")
    let error = await modelError { () async throws(ModelError) in try await model.reply(to: .plain()) }
    #expect(error?.code == "model.timeout" && server.requests.count == 2)
    gate.open()
  }

  @Test("a key command runs once, its output is trimmed, and its failure is an error with the status")
  func keyCommand() async throws {
    let server = try StubServer { request in .chat(request.headers["authorization"] ?? "none") }
    let text = """
      [models]
      good = {model = "m", base_url = "\(server.url)", key_command = "echo; echo ' k-123 '"}
      bad = {model = "m", base_url = "\(server.url)", key_command = "exit 3"}
      """
    let registry = ModelRegistry(configuration: try ModelConfiguration(parsing: text), environment: [:])
    let good = try registry.model("good")
    let both = (0..<2).map { _ in Host.task { try await good.reply(to: .plain()).reply.text } }
    for one in both { #expect(try await one.value == "Bearer k-123") }
    let bad = try registry.model("bad")
    let error = await modelError { () async throws(ModelError) in try await bad.reply(to: .plain()) }
    #expect(error?.code == "model.key_missing" && error?.message.contains("status 3") == true)
  }

  @Test("2,000 calls at 256 in flight: never more at the server, no more connections than that, none lost")
  func manyCalls() async throws {
    let server = try StubServer { request in
      let text = (try? JSON(parsing: request.body))?["messages"]?[0]?["content"]?.string
      return .chat("echo \(text ?? "nothing")")
    }
    let model = try model(at: server, "concurrency = 256")
    let calls = (0..<2000).map { number in
      Host.task { try await model.reply(to: .plain("call \(number)")).reply.text == "echo call \(number)" }
    }
    var right = 0
    for call in calls where try await call.value { right += 1 }
    #expect(right == 2000 && server.requests.count == 2000)
    #expect(server.mostConcurrent <= 256 && server.connections <= 256)
    #expect(model.endpoint.queue.running == 0)
  }

  @Test("cancelling a call frees its slot while the server still thinks")
  func cancellation() async throws {
    let gate = StubGate()
    let server = try StubServer { request in
      if request.number == 0 { gate.wait() }
      return .chat("next")
    }
    let model = try model(at: server, "concurrency = 1")
    let stuck = Host.task { try await model.reply(to: .plain()) }
    await server.arrived(1)
    let next = Host.task { try await model.reply(to: .plain()) }
    await waitUntil { model.endpoint.queue.waiting == 1 }
    stuck.cancel()
    #expect(try await next.value.reply.text == "next")
    await #expect(throws: ModelError.cancelled(model: "qwen")) { try await stuck.value }
    gate.open()
  }
}
