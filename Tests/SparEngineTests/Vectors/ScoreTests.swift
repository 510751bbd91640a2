// Scores of single responses: asked for once, stored as calls.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Scores", .timeLimit(.minutes(5)))
@Host
struct ScoreTests {
  @Test("a response is scored once; its call holds the number")
  func once() async throws {
    let test = try TestEngine()
    let reward = FakeReward("rm", in: test.models)
    reward.answer = { _ in -0.1 }
    let model = try test.models.model(reward.name)
    let response = try await test.engine.respond(try await test.engine.instruction("Name a fuel."))
    let score = try await test.engine.score(response, model: model)
    #expect(try await test.engine.score(response, model: model) == score && score.value == -0.1)
    #expect(reward.requests.count == 1)
    #expect(reward.requests[0].response == response.text && reward.requests[0].prompt.contains("Name a fuel."))
    let call = try #require(try test.calls.last)
    #expect(call.stage == "score" && call.text == "-0.1" && call.key == score.call && call.status == .ok)
    #expect(call.usage == TokenUsage(input: 5, output: 0))
  }

  @Test("two who ask at once share one call")
  func shared() async throws {
    let test = try TestEngine()
    let reward = FakeReward("rm", in: test.models)
    let gate = Gate()
    reward.answer = { _ throws(ModelError) in
      try? await gate.pass()
      return 3
    }
    let model = try test.models.model(reward.name)
    let response = try await test.engine.respond(try await test.engine.instruction("Name a fuel."))
    let tasks = (1...3).map { _ in Host.task { try await test.engine.score(response, model: model).value } }
    await gate.arrived(1)
    gate.open()
    for task in tasks { #expect(try await task.value == 3) }
    #expect(reward.requests.count == 1)
  }

  @Test("a failure is stored as one and asked for again")
  func failure() async throws {
    let test = try TestEngine()
    let reward = FakeReward("rm", in: test.models)
    reward.answer = { _ throws(ModelError) in throw ModelError(code: "model.bad_request", message: "Too long.") }
    let model = try test.models.model(reward.name)
    let response = try await test.engine.respond(try await test.engine.instruction("Name a fuel."))
    await #expect(throws: ModelError.self) { try await test.engine.score(response, model: model) }
    #expect(try test.calls.last?.status == .failed && test.calls.last?.errorCode == "model.bad_request")
    reward.answer = { _ in 4 }
    #expect(try await test.engine.score(response, model: model).value == 4)
    #expect(try test.calls.last?.status == .ok && test.calls.last?.attempts == 2)
  }

  @Test("a chat model is asked for a number; a reply without one is unparsed, and asked for again")
  func chat() async throws {
    let test = try TestEngine()
    let judge = test.script("judge") { _ in ChatReply(text: "A fine response.") }
    let model = try test.models.model(judge.name)
    let instruction = try await test.engine.instruction("Name a fuel.").value
    let error = await #expect(throws: EngineError.self) {
      try await test.engine.score("Oil.", to: instruction, model: model)
    }
    #expect(try error?.kind == .unparsed && test.calls.last?.status == .unparsed)
    judge.answer = { _ in ChatReply(text: #"{"explanation": "Right.", "score": 8.5}"#) }
    #expect(try await test.engine.score("Oil.", to: instruction, model: model).value == 8.5)
    #expect(try await test.engine.score("Oil.", to: instruction, model: model).value == 8.5)
    #expect(judge.requests.count == 2)
    #expect(judge.requests[1].task.stage == "score" && judge.requests[1].task.text("response") == "Oil.")
    #expect(try test.calls.last?.status == .ok)
  }

  @Test("without a name the first judge that is a reward model scores, else the first judge")
  func scorer() throws {
    let test = try TestEngine()
    test.hire("sim/judge", "sim/reward", as: .judge)
    #expect(try test.engine.scorer(given: nil).name == "sim/reward")
    test.hire("sim/judge", as: .judge)
    #expect(try test.engine.scorer(given: nil).name == "sim/judge")
    #expect(try test.engine.scorer(given: "sim/reward").name == "sim/reward")
  }
}
