// Replies in a form, at servers that take a schema and at servers that do not.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Structured replies", .timeLimit(.minutes(5)))
@Host
struct StructuredReplyTests {
  private var request: ChatRequest {
    var request = ChatRequest.plain("Rate it.")
    request.schema = ReplySchema(name: "rating", schema: ["type": "object", "required": ["score"]])
    return request
  }

  /// Answers with JSON; requests whose body holds a word of `refused` it refuses, naming the word.
  private func server(refusing refused: [String], status: Int = 400) throws -> StubServer {
    try StubServer { request in
      guard let word = refused.first(where: request.text.contains) else { return .chat(#"{\"score\":3}"#) }
      return StubReply(status: status, #"{"error":{"message":"\#(word) is not supported"}}"#)
    }
  }

  private func ask(_ server: StubServer, _ settings: String = "", times: Int = 1) async throws -> [JSON] {
    let model = try model(at: server, settings)
    for _ in 0..<times { #expect(try await model.reply(to: request).reply.text == #"{"score":3}"#) }
    return try server.requests.map { try JSON(parsing: $0.body) }
  }

  @Test("the schema is sent as response_format, strict, and the prompt is left alone")
  func responseFormat() async throws {
    let sent = try await ask(server(refusing: []))
    #expect(
      sent[0]["response_format"] == [
        "type": "json_schema",
        "json_schema": [
          "name": "rating", "strict": true, "schema": ["type": "object", "required": ["score"]],
        ],
      ])
    #expect(sent[0]["messages"] == [["role": "user", "content": "Rate it."]])
  }

  @Test("a refusal of the schema is remembered; the prompt asks for it instead", arguments: [400, 422])
  func refusal(status: Int) async throws {
    let sent = try await ask(server(refusing: ["response_format"], status: status), times: 2)
    #expect(sent.count == 3 && sent[1]["response_format"] == nil && sent[2]["response_format"] == nil)
    #expect(sent[2]["messages"]?[0]?["role"] == "system")
    #expect(sent[2]["messages"]?[0]?["content"]?.string?.contains(#"{"type":"object","required":["score"]}"#) == true)
  }

  @Test("the schema goes behind the system message that is there")
  func systemMessage() async throws {
    let server = try server(refusing: [])
    var request = request
    request.messages.insert(ChatMessage(.system, "Be fair."), at: 0)
    _ = try await model(at: server, #"structured = "prompt""#).reply(to: request)
    let sent = try JSON(parsing: server.requests[0].body)
    #expect(sent["messages"]?.array?.count == 2 && sent["response_format"] == nil)
    #expect(sent["messages"]?[0]?["content"]?.string?.hasPrefix("Be fair.\n\nReply with one JSON value") == true)
  }

  @Test("json_object asks for an object, with the schema in the prompt")
  func jsonObject() async throws {
    let sent = try await ask(server(refusing: []), #"structured = "json_object""#)
    #expect(sent[0]["response_format"] == ["type": "json_object"])
    #expect(sent[0]["messages"]?[0]?["role"] == "system")
  }

  @Test("what spar.toml says is not changed by a refusal, and other refusals are errors")
  func fixed() async throws {
    let fixed = try server(refusing: ["response_format"])
    let model = try model(at: fixed, #"structured = "response_format""#)
    let request = request
    let error = await modelError { () async throws(ModelError) in try await model.reply(to: request) }
    #expect(error?.code == "model.bad_request" && fixed.requests.count == 1)
    let long = try StubServer { _ in StubReply(status: 400, #"{"error":{"message":"the context is too long"}}"#) }
    let other = try SparModelsTests.model(at: long)
    let second = await modelError { () async throws(ModelError) in try await other.reply(to: request) }
    #expect(second?.code == "model.bad_request" && long.requests.count == 1)
  }

  @Test("a schema that one server finds invalid is no reason to give up schemas")
  func invalidSchema() async throws {
    let server = try StubServer { request in
      request.number == 0
        ? StubReply(status: 400, #"{"error":{"message":"Invalid schema for response_format 'rating'"}}"#)
        : .chat(#"{\"score\":3}"#)
    }
    let sent = try await ask(server, times: 2)
    #expect(sent.count == 3 && sent[1]["response_format"] == nil && sent[2]["response_format"] != nil)
  }

  @Test("a server that looks over the schema and answers in prose finds it in the prompt the next time")
  func ignored() async throws {
    let server = try StubServer { request in
      request.text.contains("Reply with one JSON value") ? .chat(#"{\"score\":3}"#) : .chat("I rate it a 3.")
    }
    let model = try model(at: server)
    #expect(try await model.reply(to: request).reply.text == "I rate it a 3.")
    #expect(try await model.reply(to: request).reply.text == #"{"score":3}"#)
    #expect(server.requests.count == 2 && server.requests[1].text.contains("response_format"))
  }
}
