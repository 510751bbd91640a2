// Scores from a server, by vLLM's published forms of /score, /classify and /pooling, and what is refused of them.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Reward models", .timeLimit(.minutes(5)))
@Host
struct RewardTests {
  private let request = RewardRequest(
    prompt: "Name a fuel.", response: "Oil.", task: AgentTask(stage: "score", agent: "score", inputs: [:]))

  private func model(at server: StubServer, _ settings: String) throws -> Model {
    let text = "[models.rm]\nmodel = \"skywork\"\nbase_url = \"\(server.url)/v1\"\nkey_env = \"KEY\"\n\(settings)"
    return try ModelRegistry(
      configuration: ModelConfiguration(parsing: text), environment: ["KEY": "sk-very-secret"],
      clock: VirtualClock().clock
    ).model("rm")
  }

  private func failure(_ body: String, _ settings: String) async throws -> ModelError {
    let server = try StubServer { _ in StubReply(body) }
    let model = try model(at: server, settings)
    do {
      let reply = try await model.score(request)
      Issue.record("no error, but \(reply.score)")
      throw CancellationError()
    } catch let error as ModelError { return error }
  }

  private static let conversation: JSON = [
    ["role": "user", "content": "Name a fuel."], ["role": "assistant", "content": "Oil."],
  ]

  @Test("/score gets two texts, beside /v1")
  func score() async throws {
    let body = #"""
      {"id":"score-1","object":"list","created":1,"model":"skywork","data":[{"index":0,"object":"score","score":-1.25}],
      "usage":{"prompt_tokens":12,"total_tokens":12,"completion_tokens":0}}
      """#
    let server = try StubServer { _ in StubReply(body) }
    let reply = try await model(at: server, "score = \"score\"").score(request)
    #expect(reply.score == -1.25 && reply.usage == TokenUsage(input: 12, output: 0) && reply.attempts == 1)
    let sent = try #require(server.requests.first)
    #expect(sent.path == "/score" && sent.headers["authorization"] == "Bearer sk-very-secret")
    #expect(try JSON(parsing: sent.body) == ["model": "skywork", "text_1": "Name a fuel.", "text_2": "Oil."])
  }

  @Test("where the root knows no /score, /v1/score is tried, and remembered")
  func underVersion() async throws {
    let server = try StubServer { request in
      request.path == "/v1/score" ? StubReply(#"{"data":[{"index":0,"score":2}]}"#) : StubReply(status: 404, "no")
    }
    let model = try model(at: server, "score = \"score\"")
    #expect(try await model.score(request).score == 2)
    #expect(try await model.score(request).score == 2)
    #expect(server.requests.map(\.path) == ["/score", "/v1/score", "/v1/score"])
  }

  @Test("/classify gets the conversation; one class is the score, of several one must be named")
  func classify() async throws {
    let one = #"{"data":[{"index":0,"label":"LABEL_0","probs":[0.75],"num_classes":1}]}"#
    let server = try StubServer { _ in StubReply(one) }
    #expect(try await model(at: server, "score = \"classify\"").score(request).score == 0.75)
    #expect(server.requests[0].path == "/classify")
    #expect(try JSON(parsing: server.requests[0].body) == ["model": "skywork", "messages": Self.conversation])
    let two = #"{"data":[{"index":0,"label":"good","probs":[0.25,0.75],"num_classes":2}]}"#
    let other = try StubServer { _ in StubReply(two) }
    #expect(try await model(at: other, "score = \"classify\"\nclass = 1").score(request).score == 0.75)
    let error = try await failure(two, "score = \"classify\"")
    #expect(error.code == "model.unsupported" && error.hint?.contains("class = 0") == true)
    #expect(error.exitCode == .configuration)
  }

  @Test(
    "/pooling gives a number, a list of one, or a list for each token, of which the last counts",
    arguments: [("1.5", 1.5), ("[-0.5]", -0.5), ("[[0.1],[0.2],[3]]", 3)])
  func pooling(data: String, score: Double) async throws {
    let server = try StubServer { _ in StubReply(#"{"data":[{"index":0,"object":"pooling","data":\#(data)}]}"#) }
    #expect(try await model(at: server, "score = \"pooling\"").score(request).score == score)
    #expect(server.requests[0].path == "/pooling")
    #expect(try JSON(parsing: server.requests[0].body)["messages"] == Self.conversation)
  }

  @Test("an embedding is no score")
  func embedding() async throws {
    let error = try await failure(#"{"data":[{"data":[0.1,0.2,0.3]}]}"#, "score = \"pooling\"")
    #expect(error.code == "model.unsupported" && error.message.contains("3 numbers"))
  }

  @Test(
    "a reply without a score is an error, never a zero",
    arguments: [
      (#"{"data":[]}"#, "0 scores"), (#"{"data":[{"index":0}]}"#, "without a score"),
      (#"{"data":[{"score":null}]}"#, "without a score"), (#"{"data":[{"score":1},{"score":2}]}"#, "2 scores"),
      (#"{"results":[]}"#, "without scores"), ("nan", "no JSON"),
    ])
  func refused(body: String, words: String) async throws {
    let error = try await failure(body, "score = \"score\"")
    #expect(error.code == "model.bad_reply" && error.message.contains(words), "\(error.message)")
  }

  @Test("spar.toml says how a model scores, and refuses what it does not know")
  func configuration() throws {
    func entry(_ settings: String) throws -> ModelEntry? {
      try ModelConfiguration(parsing: "[models.m]\nmodel = \"x\"\n\(settings)").models["m"]
    }
    #expect(try entry("score = \"chat\"")?.reward == RewardSettings(.chat))
    #expect(try entry("score = \"classify\"\nclass = 0")?.reward == RewardSettings(.classify, classIndex: 0))
    #expect(try entry("")?.reward == nil && entry("")?.embedding == EmbeddingSettings())
    #expect(
      try entry("batch_size = 8\ndimensions = 32")?.embedding == EmbeddingSettings(batchSize: 8, dimensions: 32))
    for wrong in ["score = \"stars\"", "class = 1", "batch_size = 0", "dimensions = 0.5"] {
      let error = #expect(throws: ModelError.self) { try entry(wrong) }
      #expect(error?.message.hasPrefix("spar.toml:3") == true, "\(error?.message ?? "")")
    }
  }

  @Test("a model that only chats gives no score by itself")
  func unsupported() async throws {
    let model = try ModelRegistry(environment: [:]).model("sim/judge")
    let request = request
    let error = await #expect(throws: ModelError.self) { try await model.score(request) }
    #expect(error?.code == "model.unsupported" && model.reward == nil)
  }
}
