// Juries: weights, quorum, arbitration; rankings of several responses; dialogues; improvement; a competitor more.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Juries and what they judge", .timeLimit(.minutes(5)))
@Host
struct JuryTests {
  /// Contenders that answer with their names.
  private func contenders(_ test: TestEngine, _ names: String...) -> [String] {
    names.map { name in test.script(name) { _ in ChatReply(text: name) }.name }
  }

  /// A judge that always gives the same scores to x and to everybody else.
  private func judge(_ test: TestEngine, _ name: String, _ x: Double, _ others: Double) -> ScriptedModel {
    test.script(name) { request in
      request.task.text("first") == "x" ? .scores(x, others) : .scores(others, x)
    }
  }

  @Test("weights decide where heads do not")
  func weights() async throws {
    let test = try TestEngine()
    var options = JudgeOptions()
    options.judges = [judge(test, "for", 8, 4), judge(test, "against", 4, 8), judge(test, "none", 5, 5)].map(\.name)
    let instruction = try await test.engine.instruction("Name a fuel.")
    let names = contenders(test, "x", "y")
    #expect(try await test.engine.battle(instruction, models: names, options: options)[0].outcome == .tie)
    options.weights = ["scripted/for": 3]
    #expect(try await test.engine.battle(instruction, models: names, options: options)[0].outcome == .a)
    options.weights = ["scripted/for": 2]
    #expect(try await test.engine.battle(instruction, models: names, options: options)[0].outcome == .tie)
  }

  @Test("a person's vote weighs what it was given, unless the weights of the jury say another")
  func votes() async throws {
    let test = try TestEngine()
    var options = JudgeOptions()
    options.judges = [judge(test, "one", 8, 4), judge(test, "two", 8, 4)].map(\.name)
    let instruction = try await test.engine.instruction("Name a fuel.")
    let battle = try await test.engine.battle(instruction, models: contenders(test, "x", "y"), options: options)[0]
      .battle
    _ = try await test.engine.store.write { transaction in
      try transaction.put(
        Verdict(battle: battle.id, judge: "human:ada", order: .ab, state: .b, weight: 3),
        key: ContentKey(hashing: "vote"), provenance: Provenance())
    }
    #expect(try test.engine.judgedBattles().map(\.outcome) == [.b])
    #expect(try test.engine.judgedBattles(JuryRules(weights: ["human:ada": 1])).map(\.outcome) == [.a])
  }

  @Test("stored verdicts are read by the policy that their judge judged with, unless one is given")
  func policies() async throws {
    let test = try TestEngine()
    let first = test.script("first") { _ in .scores(8, 4) }
    var judge = Judge(first.name, model: first.name)
    judge.policy = .abstain
    var options = JudgeOptions()
    options.panel = [judge]
    let instruction = try await test.engine.instruction("Name a fuel.")
    _ = try await test.engine.battle(instruction, models: contenders(test, "x", "y"), options: options)
    #expect(try test.engine.judgedBattles().map(\.outcome) == [.inconsistent])
    #expect(try test.engine.judgedBattles(test.engine.storedRules(policy: .tie)).map(\.outcome) == [.tie])
    var streamed: [Outcome] = []
    try BattleStream(test.engine.store, rules: test.engine.storedRules()).forEach { streamed.append($0.outcome) }
    #expect(streamed == [.inconsistent])
    #expect(try test.engine.report(madeAt: WallClock.fixed.now()).numbers["ratings"]?["rated"] == 0)
  }

  @Test("the quorum of the options counts")
  func quorum() async throws {
    let test = try TestEngine()
    var options = JudgeOptions()
    let deaf = test.script("deaf") { _ in ChatReply(text: "Well.") }
    options.judges = [judge(test, "one", 8, 4), judge(test, "two", 8, 4)].map(\.name) + [deaf.name]
    let instruction = try await test.engine.instruction("Name a fuel.")
    let names = contenders(test, "x", "y")
    #expect(try await test.engine.battle(instruction, models: names, options: options)[0].outcome == .a)
    options.quorum = 0.9
    #expect(try await test.engine.battle(instruction, models: names, options: options)[0].outcome == .unparsed)
  }

  @Test("an arbiter is asked only where the others do not agree, and then makes the majority")
  func arbiter() async throws {
    let test = try TestEngine()
    let arbiter = judge(test, "arbiter", 9, 2)
    var options = JudgeOptions()
    options.arbiter = Judge(arbiter.name, model: arbiter.name)
    let instruction = try await test.engine.instruction("Name a fuel.")
    let names = contenders(test, "x", "y")
    options.judges = [judge(test, "one", 4, 8), judge(test, "two", 4, 8)].map(\.name)
    let agreed = try await test.engine.battle(instruction, models: names, options: options)[0]
    #expect(agreed.outcome == .b && arbiter.requests.isEmpty && agreed.verdicts.count == 4)
    options.judges = [judge(test, "one", 4, 8), judge(test, "three", 8, 4)].map(\.name)
    let open = try await test.engine.battle(instruction, models: names, options: options)[0]
    #expect(open.outcome == .a && arbiter.requests.count == 2 && open.verdicts.count == 6)
  }

  @Test("two judges of the same name are refused")
  func names() async throws {
    let test = try TestEngine()
    var options = JudgeOptions()
    options.judges = [test.model.name, test.model.name]
    let instruction = try await test.engine.instruction("Name a fuel.")
    await #expect(throws: EngineError.self) {
      try await test.engine.battle(instruction, models: contenders(test, "x", "y"), options: options)
    }
  }

  @Test("one prompt more of the same model is a judge of its own name")
  func prompts() async throws {
    let test = try TestEngine()
    let both = test.script("judge") { request in
      let isX = request.task.text("first") == "x"
      return request.task.agent == "pair"
        ? ChatReply(text: isX ? "[[A]]" : "[[B]]") : isX ? .scores(8, 3) : .scores(3, 8)
    }
    var options = JudgeOptions()
    options.judges = [both.name]
    var pair = Judge(Judge.name(of: both.name, by: "pair"), model: both.name)
    pair.agent = "pair"
    options.panel = [pair]
    let battle = try await test.engine.battle(
      try await test.engine.instruction("Name a fuel."), models: contenders(test, "x", "y"), options: options)[0]
    #expect(Set(battle.verdicts.map(\.judge)) == ["scripted/judge", "scripted/judge:pair"] && battle.outcome == .a)
  }

  @Test("one ranking in each order becomes a verdict on every pair, and is stored whole with each")
  func ranking() async throws {
    let test = try TestEngine()
    let ranker = test.script("ranker") { request in
      let shown = request.task.inputs["responses"]?.array?.compactMap(\.string) ?? []
      let places = ["y", "z", "x"].compactMap { name in shown.firstIndex(of: name).map { "\($0 + 1)" } }
      let scores = shown.map { ["y": "9", "z": "6", "x": "6"][$0] ?? "0" }.joined(separator: ", ")
      return ChatReply(
        text:
          #"{"explanation": "Why.", "scores": [\#(scores)], "ranking": [\#(places[0]), [\#(places[1]), \#(places[2])]]}"#
      )
    }
    var judge = Judge("r", model: ranker.name)
    judge.agent = "ranking"
    var options = JudgeOptions()
    options.panel = [judge]
    let battles = try await test.engine.battle(
      try await test.engine.instruction("Name a fuel."), models: contenders(test, "x", "y", "z"), options: options)
    #expect(ranker.requests.count == 2)
    #expect(battles.map(\.outcome) == [.b, .tie, .a] && battles.allSatisfy { $0.verdicts.map(\.order) == [.ab, .ba] })
    #expect(
      battles[0].verdicts[0].ranking == [["scripted/y"], ["scripted/x", "scripted/z"]]
        || battles[0].verdicts[0].ranking == [["scripted/y"], ["scripted/z", "scripted/x"]])
    #expect(battles[0].scoreA == 6 && battles[0].scoreB == 9 && battles[0].verdicts[0].explanation == "Why.")
  }

  @Test("a ranking of fewer responses than were shown decides nothing")
  func shortRanking() async throws {
    let test = try TestEngine()
    let ranker = test.script("ranker") { _ in ChatReply(text: #"{"ranking": [2, 1]}"#) }
    var judge = Judge("r", model: ranker.name)
    judge.agent = "ranking"
    var options = JudgeOptions()
    options.panel = [judge]
    let battles = try await test.engine.battle(
      try await test.engine.instruction("Name a fuel."), models: contenders(test, "x", "y", "z"), options: options)
    #expect(battles.map(\.outcome) == [.unparsed, .unparsed, .unparsed])
  }

  @Test("a dialogue is judged turn by turn and as a whole, and the whole decides")
  func turns() async throws {
    let test = try TestEngine()
    let names = ["x", "y"].map { name in
      test.script(name) { request in ChatReply(text: "\(name)\(request.messages.count { $0.role == .user })") }.name
    }
    let judge = test.script("judge") { request in
      let isX = request.task.text("first").contains("x1")
      // x is better in the first turn, y on the whole.
      let isTurnOne = request.task.inputs["turn"]?.int == 1
      return isX == isTurnOne ? .scores(8, 4) : .scores(4, 8)
    }
    test.hire(judge.name, as: .judge)
    let instruction = try await test.engine.instruction(
      Instruction(text: "Name a fuel.", turns: ["And another."]))
    let battle = try await test.engine.battle(instruction, models: names, options: JudgeOptions())[0]
    #expect(battle.verdicts.map(\.turn) == [nil, nil, 1, 1, 2, 2] && battle.outcome == .b)
    #expect(battle.verdicts.map(\.state) == [.b, .b, .a, .a, .b, .b])
    let first = try #require(judge.requests.first { $0.task.inputs["turn"]?.int == 1 }).task
    #expect(["Assistant: x1", "Assistant: y1"].contains(first.text("first")))
    #expect(try test.engine.judgedBattles()[0].outcome == .b)
    var options = JudgeOptions()
    options.judgesTurns = false
    let whole = try await test.engine.battle(instruction, models: names, options: options)[0]
    #expect(whole.verdicts.map(\.turn) == [nil, nil] && judge.requests.count == 6)
  }

  @Test("the better response is improved from the critique, and the improvement stays where it wins")
  func improve() async throws {
    let test = try TestEngine()
    let editor = test.script("editor") { request in
      #expect(request.task.stage == "improve" && request.task.text("response") == "x")
      #expect(request.task.text("critique").contains("Weighed."))
      return ChatReply(text: "x, and better")
    }
    let judge = test.script("judge") { request in
      let (first, second) = (request.task.text("first"), request.task.text("second"))
      let points = { (text: String) -> Double in text == "x, and better" ? 9 : text == "x" ? 7 : 3 }
      return .scores(points(first), points(second))
    }
    test.hire(judge.name, as: .judge)
    let battle = try await test.engine.battle(
      try await test.engine.instruction("Name a fuel."), models: contenders(test, "x", "y"), options: JudgeOptions(),
      improvedBy: editor.name)[0]
    let improvement = try #require(battle.improvement)
    #expect(improvement.outcome == .b && improvement.better.text == "x, and better")
    #expect(improvement.response.parent == battle.battle.responseA)
    #expect(improvement.response.model == "scripted/x+scripted/editor")
    let links = try test.engine.store.read { try $0.parents(of: improvement.response.id) }
    #expect(links.contains { $0.role == "parent" && $0.parent == battle.battle.responseA })
    #expect(try test.engine.judgedBattles().map(\.battle.id) == [battle.battle.id])
  }

  @Test("an improvement that changes nothing is turned away, one that loses does not stay")
  func noImprovement() async throws {
    let test = try TestEngine()
    let names = contenders(test, "x", "y")
    test.hire(judge(test, "judge", 8, 4).name, as: .judge)
    let instruction = try await test.engine.instruction("Name a fuel.")
    let idle = test.script("idle") { _ in ChatReply(text: "X!") }
    let same = try await test.engine.battle(
      instruction, models: names, options: JudgeOptions(), improvedBy: idle.name)[0]
    #expect(same.improvement == nil)
    let worse = test.script("worse") { _ in ChatReply(text: "something else") }
    let lost = try await test.engine.battle(
      instruction, models: names, options: JudgeOptions(), improvedBy: worse.name)[0]
    #expect(lost.improvement?.outcome == .a && lost.improvement?.better.text == "x")
  }

  @Test("models in another order fight nothing twice")
  func order() async throws {
    let test = try TestEngine()
    let judge = judge(test, "judge", 8, 4)
    test.hire(judge.name, as: .judge)
    let instruction = try await test.engine.instruction("Name a fuel.")
    let names = contenders(test, "x", "y")
    let one = try await test.engine.battle(instruction, models: names, options: JudgeOptions())
    let two = try await test.engine.battle(instruction, models: names.reversed(), options: JudgeOptions())
    #expect(one.map(\.battle.id) == two.map(\.battle.id) && judge.requests.count == 2)
    #expect(try test.count(.battle) == 1)
  }

  @Test("a competitor more on 1,000 judged instructions makes its own calls and no others")
  func competitor() async throws {
    let test = try TestEngine()
    let models = ["x", "y", "z"].map { name in test.script(name) { _ in ChatReply(text: name) } }
    let judge = judge(test, "judge", 8, 4)
    test.hire(judge.name, as: .judge)
    func fight(_ names: [String]) async throws -> Int {
      let fanout = try await test.engine.overAll(Array(0..<1000), label: "battle") { number in
        let instruction = try await test.engine.instruction("Name fuel number \(number).")
        return try await test.engine.battle(instruction, models: names, options: JudgeOptions())
      }
      #expect(fanout.failures.isEmpty)
      return fanout.values.joined().count { $0.outcome.isRated }
    }
    #expect(try await fight([models[0].name, models[1].name]) == 1000)
    // x and y say the same everywhere, but each instruction is asked on its own.
    #expect(models.map(\.requests.count) == [1000, 1000, 0] && judge.requests.count == 2000)
    #expect(try await fight([models[2].name, models[0].name, models[1].name]) == 3000)
    #expect(models.map(\.requests.count) == [1000, 1000, 1000] && judge.requests.count == 2000 + 4000)
    #expect(try test.count(.battle) == 3000 && test.count(.verdict) == 6000)
  }
}
