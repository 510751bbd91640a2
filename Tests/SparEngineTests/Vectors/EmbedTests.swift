// Vectors are asked for once and stored with their call.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Embedding", .timeLimit(.minutes(5)))
@Host
struct EmbedTests {
  private func start(
    in folder: TemporaryFolder? = nil, settings: String = ""
  ) throws -> (test: TestEngine, embedder: FakeEmbedder) {
    let text = "[models.e]\nprovider = \"scripted\"\nmodel = \"embedder\"\n\(settings)"
    let test = try TestEngine(in: folder, configuration: ModelConfiguration(parsing: text))
    test.hire("e", as: .embedder)
    return (test, FakeEmbedder("embedder", in: test.models))
  }

  @Test("one call for a list, its vectors in the order of the texts, equal texts asked for once")
  func list() async throws {
    let (test, embedder) = try start()
    let vectors = try await test.engine.embed(["aaa", "b", "aaa", "cc"])
    #expect(vectors == [[3, 1], [1, 1], [3, 1], [2, 1]])
    #expect(embedder.requests == [["aaa", "b", "cc"]])
    let calls = try test.calls
    #expect(calls.count == 1 && calls[0].stage == "embed" && calls[0].status == .ok && calls[0].model == "e")
    #expect(calls[0].text == "3 vectors of 2 numbers" && calls[0].usage == TokenUsage(input: 3, output: 0))
    #expect(try JSON(parsing: calls[0].request) == ["input": ["aaa", "b", "cc"]])
  }

  @Test("the same texts again make no call, one more text makes one for that text alone")
  func once() async throws {
    let folder = try TemporaryFolder()
    let texts = (1...200).map { "text \($0)" }
    let first = try start(in: folder, settings: "batch_size = 50")
    let vectors = try await first.test.engine.embed(texts)
    #expect(first.embedder.requests.map(\.count) == [50, 50, 50, 50])
    first.test.engine.close()
    let (test, embedder) = try start(in: folder, settings: "batch_size = 50")
    #expect(try await test.engine.embed(texts) == vectors && embedder.requests.isEmpty)
    #expect(try await test.engine.embed(["another"] + texts) == [[7, 1]] + vectors)
    #expect(embedder.requests == [["another"]])
    #expect(try test.calls.count == 5)
  }

  @Test("another model or another length is another vector")
  func identity() async throws {
    let folder = try TemporaryFolder()
    let first = try start(in: folder)
    _ = try await first.test.engine.embed(["a"])
    let other = FakeEmbedder("other", in: first.test.models)
    _ = try await first.test.engine.embed(["a"], model: other.name)
    #expect(other.requests == [["a"]])
    first.test.engine.close()
    let shorter = try start(in: folder, settings: "dimensions = 2")
    _ = try await shorter.test.engine.embed(["a"])
    #expect(shorter.embedder.requests == [["a"]])
  }

  @Test("two lists at once share the vectors under way")
  func shared() async throws {
    let (test, embedder) = try start()
    let gate = Gate()
    embedder.answer = { texts throws(ModelError) in
      try? await gate.pass()
      return texts.map { [Float($0.utf8.count)] }
    }
    let first = Host.task { try await test.engine.embed(["a", "bb"]) }
    await gate.arrived(1)
    let second = Host.task { try await test.engine.embed(["bb", "ccc"]) }
    await gate.arrived(2)
    gate.open()
    #expect(try await first.value == [[1], [2]])
    #expect(try await second.value == [[2], [3]])
    #expect(embedder.requests == [["a", "bb"], ["ccc"]])
  }

  @Test("a batch that fails is stored as failed and asked for again; what the others brought is kept")
  func failure() async throws {
    let (test, embedder) = try start(settings: "batch_size = 1")
    embedder.answer = { texts throws(ModelError) in
      if texts == ["bad"] { throw ModelError(code: "model.bad_request", message: "Too long.") }
      return [[1]]
    }
    let error = await #expect(throws: ModelError.self) { try await test.engine.embed(["a", "bad", "c"]) }
    #expect(error?.code == "model.bad_request")
    #expect(try test.calls.map(\.status).count { $0 == .failed } == 1 && test.calls.count == 3)
    embedder.answer = { texts in texts.map { _ in [2] } }
    #expect(try await test.engine.embed(["a", "bad", "c"]) == [[1], [2], [1]])
    #expect(embedder.requests.suffix(1) == [["bad"]])
    #expect(try test.calls.allSatisfy { $0.status == .ok } && test.calls.count == 3)
  }

  @Test("a cancelled list leaves nothing behind that would be taken for a vector")
  func cancelled() async throws {
    let (test, embedder) = try start()
    let gate = Gate()
    embedder.answer = { _ throws(ModelError) in
      do { try await gate.pass() } catch { throw .cancelled(model: "e") }
      return [[1]]
    }
    let task = Host.task { try await test.engine.embed(["a"]) }
    await gate.arrived(1)
    task.cancel()
    await #expect(throws: (any Error).self) { try await task.value }
    embedder.answer = { _ in [[5]] }
    #expect(try await test.engine.embed(["a"]) == [[5]])
  }

  @Test("an empty text is refused, an empty list has no vectors")
  func empty() async throws {
    let (test, embedder) = try start()
    let error = await #expect(throws: EngineError.self) { try await test.engine.embed(["a", ""]) }
    #expect(error?.message.contains("Text 2") == true)
    #expect(try await test.engine.embed([]).isEmpty && embedder.requests.isEmpty)
  }
}
