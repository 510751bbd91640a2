// A tape stands in for embedding and reward models too.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Vectors and scores on tapes", .timeLimit(.minutes(5)))
@Host
struct VectorTapeTests {
  private struct Setting {
    let test: TestEngine
    let embedder: FakeEmbedder
    let reward: FakeReward
  }

  private func setting(_ tape: Tape, batch: Int = 64) throws -> Setting {
    let text = "[models.e]\nprovider = \"scripted\"\nmodel = \"embedder\"\nbatch_size = \(batch)"
    let test = try TestEngine(configuration: ModelConfiguration(parsing: text))
    test.hire("e", as: .embedder)
    test.engine.tape = tape
    return Setting(
      test: test, embedder: FakeEmbedder("embedder", in: test.models), reward: FakeReward("rm", in: test.models))
  }

  private func scored(_ setting: Setting) async throws -> Double {
    let instruction = try await setting.test.engine.instruction("Name a sea.")
    let model = try setting.test.models.model(setting.reward.name)
    return try await setting.test.engine.score("The Baltic.", to: instruction.value, model: model).value
  }

  @Test("a replay gives the same vectors and scores, whatever its batches, and asks no model")
  func same() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("tape.jsonl")
    let first = try setting(.recording(try TapeRecorder(path: path)))
    first.embedder.answer = { texts in texts.map { [0.1, Float($0.utf8.count) / 3, -1e-20] } }
    first.reward.answer = { _ in -0.3 }
    let texts = ["one", "three", "seventeen"]
    let vectors = try await first.test.engine.embed(texts)
    let score = try await scored(first)
    try await first.test.engine.endRun(.done, exitCode: .done)

    let second = try setting(.replaying(try TapePlayer(path: path)), batch: 2)
    #expect(try await second.test.engine.embed(texts.reversed()) == vectors.reversed())
    #expect(try await scored(second) == score)
    #expect(second.embedder.requests.isEmpty && second.reward.requests.isEmpty)
  }

  @Test("what the tape does not have is a miss, and a failure is replayed as one")
  func missing() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("tape.jsonl")
    let first = try setting(.recording(try TapeRecorder(path: path)))
    first.embedder.answer = { _ throws(ModelError) in
      throw ModelError(code: "model.bad_request", message: "Too long.")
    }
    await #expect(throws: ModelError.self) { try await first.test.engine.embed(["long"]) }
    try await first.test.engine.endRun(.done, exitCode: .done)

    let second = try setting(.replaying(try TapePlayer(path: path)))
    let replayed = await #expect(throws: ModelError.self) { try await second.test.engine.embed(["long"]) }
    #expect(replayed?.code == "model.bad_request")
    let miss = await #expect(throws: EngineError.self) { try await second.test.engine.embed(["other"]) }
    #expect(miss?.exitCode == .replayMiss)
    let unscored = await #expect(throws: EngineError.self) { _ = try await scored(second) }
    #expect(unscored?.kind == .tapeMiss)
  }
}
