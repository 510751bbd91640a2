// Battles and verdicts as the engine makes them.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Battles", .timeLimit(.minutes(5)))
@Host
struct BattleTests {
  /// A battle of two contenders with responses of their own, judged as `judge` says.
  private func battle(
    _ test: TestEngine, policy: InconsistencyPolicy = .tie, judge: @escaping ScriptedModel.Answer
  ) async throws -> JudgedBattle {
    let x = test.script("x") { _ in ChatReply(text: "response of x") }
    let y = test.script("y") { _ in ChatReply(text: "response of y") }
    test.hire(test.script("judge", judge).name, as: .judge)
    var options = JudgeOptions()
    options.policy = policy
    return try await test.engine.battle(
      try await test.engine.instruction("Name a fuel."), models: [x.name, y.name], options: options)[0]
  }

  @Test("all pairs meet, each model responds once, each pair is judged in both seat orders")
  func allPairs() async throws {
    let test = try TestEngine()
    let contenders = (1...4).map { number in
      test.script("m\(number)") { _ in ChatReply(text: String(repeating: "x", count: number)) }
    }
    let judge = test.script("judge")
    test.hire(judge.name, as: .judge)
    let instruction = try await test.engine.instruction("Name a fuel.")
    let battles = try await test.engine.battle(
      instruction, models: contenders.map(\.name), options: JudgeOptions())
    #expect(
      battles.map { "\($0.battle.modelA) \($0.battle.modelB)" } == [
        "scripted/m1 scripted/m2", "scripted/m1 scripted/m3", "scripted/m1 scripted/m4", "scripted/m2 scripted/m3",
        "scripted/m2 scripted/m4", "scripted/m3 scripted/m4",
      ])
    #expect(contenders.map(\.requests.count) == [1, 1, 1, 1])
    let seats = judge.requests.map { "\($0.task.text("first")) \($0.task.text("second"))" }
    let lengths = [(1, 2), (1, 3), (1, 4), (2, 3), (2, 4), (3, 4)]
    let expected = lengths.flatMap { [$0, ($0.1, $0.0)] }.map {
      String(repeating: "x", count: $0) + " " + String(repeating: "x", count: $1)
    }
    #expect(seats.sorted() == expected.sorted())
    #expect(battles.allSatisfy { $0.outcome == .b && $0.verdicts.map(\.order) == [.ab, .ba] && !$0.isFlipped })
  }

  @Test("scores by seat become scores by model, in both orders")
  func seats() async throws {
    let battle = try await battle(try TestEngine()) { request in
      request.task.text("first") == "response of x" ? .scores(9, 3) : .scores(2, 7)
    }
    #expect(battle.verdicts.map(\.order) == [.ab, .ba] && battle.verdicts.map(\.state) == [.a, .a])
    #expect(battle.verdicts.map(\.scoreA) == [9, 7] && battle.verdicts.map(\.scoreB) == [3, 2])
    #expect(battle.scoreA == 8 && battle.scoreB == 2.5 && battle.outcome == .a)
  }

  @Test("a judge that always likes the first seat is flipped, and counts as the policy says")
  func firstSeat() async throws {
    let outcomes: [InconsistencyPolicy: Outcome] = [.tie: .tie, .abstain: .inconsistent, .both: .tie, .sum: .tie]
    for (policy, outcome) in outcomes {
      let battle = try await battle(try TestEngine(), policy: policy) { _ in .scores(8, 5) }
      #expect(battle.isFlipped && battle.outcome == outcome && battle.verdicts.map(\.state) == [.a, .b])
    }
  }

  @Test("a judgement that cannot be read is a verdict that says so, and is asked for again")
  func unparsed() async throws {
    let test = try TestEngine()
    let failed = try await battle(test) { request in
      request.task.text("first") == "response of x" ? .scores(9, 3) : ChatReply(text: "Both are fine.")
    }
    #expect(failed.outcome == .unparsed && failed.verdicts.map(\.state) == [.a, .unparsed])
    #expect(failed.verdicts[1].scoreA == nil && failed.verdicts[1].explanation?.isEmpty == false)
    let judged = try await battle(test) { _ in .scores(3, 9) }
    #expect(judged.battle == failed.battle && judged.verdicts[0] == failed.verdicts[0])
    #expect(judged.outcome == .a && judged.verdicts.map(\.state) == [.a, .a])
  }

  @Test("a judge that cannot answer leaves an error, never a tie")
  func judgeError() async throws {
    let battle = try await battle(try TestEngine()) { _ in
      throw ModelError(code: "model.bad_request", message: "The judge answered 400.")
    }
    #expect(battle.outcome == .error && battle.verdicts.map(\.state) == [.error, .error])
    #expect(battle.verdicts[0].explanation == "The judge answered 400.")
  }

  @Test("what is stored of a judge's failure names no host")
  func noHost() async throws {
    let server = try StubServer { _ in StubReply(status: 400, #"{"error": {"message": "no"}}"#) }
    let configuration = "[models.judge]\nmodel = \"m\"\nbase_url = \"\(server.url)\""
    let test = try TestEngine(configuration: try ModelConfiguration(parsing: configuration))
    let instruction = try await test.engine.instruction("Name a fuel.")
    var options = JudgeOptions()
    options.judges = ["judge"]
    let rival = test.script("rival") { _ in ChatReply(text: "Oil.") }
    let battle = try await test.engine.battle(
      instruction, models: [test.model.name, rival.name], options: options)[0]
    #expect(battle.outcome == .error)
    for verdict in battle.verdicts {
      let explanation = try #require(verdict.explanation)
      #expect(explanation.contains("400") && !explanation.contains("127.0.0.1"))
    }
  }

  @Test("a judge that is gone ends the work instead of filling the store with errors")
  func judgeGone() async throws {
    let test = try TestEngine()
    let error = await #expect(throws: ModelError.self) {
      try await battle(test) { _ in
        throw ModelError(code: "model.unreachable", message: "Gone.", exitCode: .unreachable)
      }
    }
    #expect(try error?.exitCode == .unreachable && test.count(.verdict) == 0)
  }

  @Test("every judge of a jury reads both orders")
  func jury() async throws {
    let test = try TestEngine()
    var options = JudgeOptions()
    options.judges = (1...3).map { number in
      test.script("judge\(number)") { _ in number == 3 ? .scores(5, 5) : .scores(7, 5) }.name
    }
    let rival = test.script("rival") { _ in ChatReply(text: "Oil.") }
    let battle = try await test.engine.battle(
      try await test.engine.instruction("Name a fuel."), models: [test.model.name, rival.name], options: options)[0]
    #expect(battle.verdicts.map(\.judge) == options.judges.flatMap { [$0, $0] })
    #expect(battle.verdicts.map(\.order) == [.ab, .ba, .ab, .ba, .ab, .ba])
  }

  @Test("a battle needs two different models", arguments: [[], ["x"], ["x", "x"], ["x", "y", "x"]])
  func tooFew(models: [String]) async throws {
    let test = try TestEngine()
    let instruction = try await test.engine.instruction("Name a fuel.")
    let error = await #expect(throws: EngineError.self) {
      try await test.engine.battle(instruction, models: models, options: JudgeOptions())
    }
    #expect(error?.kind == .argument)
  }

  @Test("a contender that fails fails its battle, and the responses of the others are kept")
  func contenderFails() async throws {
    let test = try TestEngine()
    let broken = test.script("broken") { _ in throw ModelError(code: "model.bad_request", message: "No.") }
    let instruction = try await test.engine.instruction("Name a fuel.")
    await #expect(throws: ModelError.self) {
      try await test.engine.battle(
        instruction, models: [broken.name, test.model.name], options: JudgeOptions())
    }
    #expect(try test.count(.response) == 1 && test.count(.battle) == 0)
  }
}
