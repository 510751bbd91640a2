// Vectors from a server, by the published response forms (OpenAI, vLLM, llama.cpp), and what is refused of them.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Embeddings", .timeLimit(.minutes(5)))
@Host
struct EmbeddingTests {
  private func model(at server: StubServer, _ settings: String = "", clock: VirtualClock = VirtualClock()) throws
    -> Model
  {
    let text = "[models.m]\nmodel = \"bge\"\nbase_url = \"\(server.url)\"\nkey_env = \"KEY\"\n\(settings)"
    return try ModelRegistry(
      configuration: ModelConfiguration(parsing: text), environment: ["KEY": "sk-very-secret"], clock: clock.clock
    ).model("m")
  }

  private func failure(_ body: String, texts: [String] = ["a", "b"], _ settings: String = "") async throws -> ModelError
  {
    let server = try StubServer { _ in StubReply(body) }
    let model = try model(at: server, settings)
    do {
      let reply = try await model.embed(texts)
      Issue.record("no error, but \(reply.vectors)")
      throw CancellationError()
    } catch let error as ModelError { return error }
  }

  @Test("a request carries model, texts, form and key; the vectors come back in the order of the texts")
  func roundTrip() async throws {
    let body = #"""
      {"object":"list","data":[{"object":"embedding","index":1,"embedding":[0.5,-2]},
      {"object":"embedding","index":0,"embedding":[1,0.25]}],"model":"bge","usage":{"prompt_tokens":8,"total_tokens":8}}
      """#
    let server = try StubServer { _ in StubReply(body) }
    let reply = try await model(at: server).embed(["one", "two \"quoted\""])
    #expect(reply.vectors == [[1, 0.25], [0.5, -2]])
    #expect(reply.usage == TokenUsage(input: 8, output: 0) && reply.attempts == 1)
    let sent = try #require(server.requests.first)
    #expect(sent.path == "/v1/embeddings" && sent.headers["authorization"] == "Bearer sk-very-secret")
    #expect(
      try JSON(parsing: sent.body) == ["model": "bge", "input": ["one", "two \"quoted\""], "encoding_format": "float"])
  }

  @Test("the length of the vectors can be asked for, and is held against what comes")
  func dimensions() async throws {
    let server = try StubServer { _ in StubReply(#"{"data":[{"index":0,"embedding":[1,2]}]}"#) }
    #expect(try await model(at: server, "dimensions = 2").embed(["a"]).vectors == [[1, 2]])
    #expect(try JSON(parsing: server.requests[0].body)["dimensions"] == 2)
    let error = try await failure(#"{"data":[{"index":0,"embedding":[1,2]}]}"#, texts: ["a"], "dimensions = 3")
    #expect(error.message.contains("2 numbers instead of 3"))
  }

  @Test("base64 is read: four bytes a number, little-endian")
  func base64() async throws {
    // struct.pack("<3f", 1.0, -0.5, 3.25) in Python.
    let server = try StubServer { _ in StubReply(#"{"data":[{"index":0,"embedding":"AACAPwAAAL8AAFBA"}]}"#) }
    #expect(try await model(at: server).embed(["a"]).vectors == [[1, -0.5, 3.25]])
  }

  @Test("a vector in a list of one is taken, entries without an index stand in their order")
  func nestedOnce() async throws {
    let server = try StubServer { _ in StubReply(#"[{"embedding":[[1,2]]},{"embedding":[[3,4]]}]"#) }
    #expect(try await model(at: server).embed(["a", "b"]).vectors == [[1, 2], [3, 4]])
  }

  @Test("vectors for each token are refused, with what to do about it")
  func nestedPerToken() async throws {
    let error = try await failure(#"{"data":[{"index":0,"embedding":[[1,2],[3,4],[5,6]]}]}"#, texts: ["a"])
    #expect(error.code == "model.bad_reply" && error.message.contains("each of 3 tokens"))
    #expect(error.hint?.contains("--pooling") == true && !error.isRetryable)
  }

  @Test(
    "what does not fit the texts is refused",
    arguments: [
      (#"{"data":[{"index":0,"embedding":[1]}]}"#, "1 vectors for 2 texts"),
      (#"{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[2]}]}"#, "text 0"),
      (#"{"data":[{"index":0,"embedding":[1]},{"index":2,"embedding":[2]}]}"#, "text 2"),
      (#"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}]}"#, "2 numbers instead of 1"),
      (#"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[]}]}"#, "without numbers"),
      (#"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[null]}]}"#, "something else than numbers"),
      (#"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1e300]}]}"#, "infinite"),
      (#"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":"AADAfw=="}]}"#, "infinite or none"),
      (#"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":"A"}]}"#, "base64"),
      (#"{"data":[{"index":0,"embedding":[1]},{"index":1}]}"#, "without a vector"),
      (#"{"choices":[]}"#, "without vectors"), ("<html>", "no JSON"),
    ])
  func refused(body: String, words: String) async throws {
    let error = try await failure(body)
    #expect(error.code == "model.bad_reply" && error.message.contains(words), "\(error.message)")
  }

  @Test("a busy server is asked again, a refusal is not")
  func retries() async throws {
    let server = try StubServer { request in
      request.number < 2
        ? StubReply(status: 503, "busy") : StubReply(#"{"data":[{"index":0,"embedding":[1]}]}"#)
    }
    #expect(try await model(at: server).embed(["a"]).attempts == 3)
    let strict = try StubServer { _ in StubReply(status: 400, #"{"error":{"message":"too long"}}"#) }
    let model = try model(at: strict)
    await #expect(throws: ModelError.self) { try await model.embed(["a"]) }
    #expect(strict.requests.count == 1)
  }

  @Test("a model without vectors says so")
  func unsupported() async throws {
    let registry = ModelRegistry(environment: [:])
    for name in ["sim/master", "scripted/echo"] {
      registry.register("scripted/echo", provider: FakeProvider { _, _ in ChatReply(text: "") })
      let model = try registry.model(name)
      let error = await #expect(throws: ModelError.self) { try await model.embed(["a"]) }
      #expect(error?.code == "model.unsupported" && error?.message.contains(name) == true)
    }
  }

  @Test("a list is cut by number and by bytes, and a long text goes alone")
  func batches() {
    let texts = ["aa", "bb", "cc", "dddddddddd", "e", "f"]
    #expect(EmbeddingBatch.ranges(of: texts, count: 2, bytes: 100) == [0..<2, 2..<4, 4..<6])
    #expect(EmbeddingBatch.ranges(of: texts, count: 9, bytes: 5) == [0..<2, 2..<3, 3..<4, 4..<6])
    #expect(EmbeddingBatch.ranges(of: texts, count: 9, bytes: 1) == (0..<6).map { $0..<$0 + 1 })
    #expect(EmbeddingBatch.ranges(of: [], count: 2) == [])
  }
}
