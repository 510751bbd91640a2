// Vectors and scores that failed, made again without the script that asked.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Retrying vectors and scores", .timeLimit(.minutes(5)))
@Host
struct RetryVectorsTests {
  private let refused = ModelError(code: "model.bad_request", message: "No.")

  private func failures(_ test: TestEngine) throws -> [CallEntry] {
    try test.engine.store.read { try $0.calls(CallFilter(statuses: [.failed])) }
  }

  private func start(
    _ settings: String = "", in folder: TemporaryFolder? = nil
  ) throws -> (test: TestEngine, embedder: FakeEmbedder) {
    let text = "[models.e]\nprovider = \"scripted\"\nmodel = \"embedder\"\n\(settings)"
    let test = try TestEngine(in: folder, configuration: ModelConfiguration(parsing: text))
    test.hire("e", as: .embedder)
    return (test, FakeEmbedder("embedder", in: test.models))
  }

  /// Asks for the vectors and fails.
  private func fail(_ texts: [String], _ test: TestEngine, _ embedder: FakeEmbedder) async throws {
    let answer = embedder.answer
    embedder.answer = { [refused] _ throws(ModelError) in throw refused }
    await #expect(throws: ModelError.self) { try await test.engine.embed(texts) }
    embedder.answer = answer
  }

  @Test("a batch that failed is asked for again, and the script finds its vectors")
  func batch() async throws {
    let (test, embedder) = try start()
    try await fail(["aaa", "b"], test, embedder)
    let asked = embedder.requests.count
    let call = try #require(try failures(test).first)
    #expect(try await test.engine.retry(call) == .answered)
    #expect(embedder.requests.dropFirst(asked) == [["aaa", "b"]])
    #expect(try failures(test).isEmpty && test.calls.map(\.attempts) == [2])
    #expect(try await test.engine.embed(["b", "aaa"]) == [[1, 1], [3, 1]] && embedder.requests.count == asked + 1)
  }

  @Test("only what nothing has brought since is asked for, and nothing where all of it is there")
  func parts() async throws {
    let (test, embedder) = try start()
    try await fail(["aaa", "b"], test, embedder)
    try await fail(["aaa"], test, embedder)
    _ = try await test.engine.embed(["aaa", "cc"])
    let asked = embedder.requests.count
    let calls = try failures(test)
    #expect(calls.map(\.record.text) == [nil, nil])
    #expect(try await test.engine.retry(calls[0]) == .answered)
    #expect(try await test.engine.retry(calls[1]) == .readAgain)
    #expect(embedder.requests.dropFirst(asked) == [["b"]])
    #expect(try failures(test).isEmpty)
    let settled = try #require(try test.calls.first)
    #expect(settled.text == "2 vectors of 2 numbers" && settled.errorCode == nil && settled.attempts == 1)
  }

  @Test("a batch that is cut into smaller ones by now is no failure any more either")
  func smaller() async throws {
    let folder = try TemporaryFolder()
    let first = try start(in: folder)
    try await fail(["a", "bb", "ccc"], first.test, first.embedder)
    first.test.engine.close()
    let (test, embedder) = try start("batch_size = 2", in: folder)
    let call = try #require(try failures(test).first)
    #expect(try await test.engine.retry(call) == .answered)
    #expect(embedder.requests.map(\.count) == [2, 1])
    #expect(try failures(test).isEmpty)
  }

  @Test("what would be another vector today is left for its script")
  func other() async throws {
    let folder = try TemporaryFolder()
    let (first, embedder) = try start(in: folder)
    try await fail(["a"], first, embedder)
    first.engine.close()
    let test = try start("dimensions = 2", in: folder).test
    let call = try #require(try failures(test).first)
    guard case .skipped(let reason) = try await test.engine.retry(call) else {
      Issue.record("It was asked for.")
      return
    }
    #expect(reason.contains("is not what e would be asked today"))
  }

  @Test("a batch that fails again says why")
  func again() async throws {
    let (test, embedder) = try start()
    try await fail(["a"], test, embedder)
    embedder.answer = { [refused] _ throws(ModelError) in throw refused }
    let call = try #require(try failures(test).first)
    await #expect(throws: ModelError.self) { try await test.engine.retry(call) }
    #expect(try failures(test).count == 1)
  }

  @Test("a score that failed is asked for again")
  func score() async throws {
    let server = try StubServer { request in
      request.number == 0
        ? StubReply(status: 400, #"{"error":{"message":"Too long."}}"#)
        : StubReply(#"{"data":[{"index":0,"score":1.5}],"usage":{"prompt_tokens":9,"total_tokens":9}}"#)
    }
    let text = "[models.rm]\nmodel = \"rm\"\nbase_url = \"\(server.url)/v1\"\nscore = \"score\""
    let test = try TestEngine(configuration: ModelConfiguration(parsing: text))
    let model = try test.models.model("rm")
    let response = try await test.engine.respond(try await test.engine.instruction("Name a fuel."))
    await #expect(throws: ModelError.self) { try await test.engine.score(response, model: model) }
    let call = try #require(try failures(test).first)
    #expect(try await test.engine.retry(call) == .answered)
    #expect(try failures(test).isEmpty)
    let asked = server.requests.count
    #expect(try await test.engine.score(response, model: model).value == 1.5 && server.requests.count == asked)
  }
}
