// A reward model stands wherever a judge can.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Reward models as judges", .timeLimit(.minutes(5)))
@Host
struct RewardJudgeTests {
  private let lengths = ["x": 3, "y": 5, "z": 5]

  private func contenders(_ test: TestEngine) -> [String] {
    lengths.sorted { $0.key < $1.key }.map { name, length in
      test.script(name) { _ in ChatReply(text: String(repeating: name, count: length)) }.name
    }
  }

  private func battles(_ test: TestEngine, judges: [String], margin: Double = 0) async throws -> [JudgedBattle] {
    var options = JudgeOptions()
    options.judges = judges
    options.margin = margin
    return try await test.engine.battle(
      try await test.engine.instruction("Name a fuel."), models: contenders(test), options: options)
  }

  @Test("each response is scored once, whatever it meets; one verdict for a battle, without seats and without words")
  func verdicts() async throws {
    let test = try TestEngine()
    let reward = FakeReward("rm", in: test.models)
    let battles = try await battles(test, judges: [reward.name])
    #expect(reward.requests.map(\.response).sorted() == ["xxx", "yyyyy", "zzzzz"])
    #expect(battles.map(\.outcome) == [.b, .b, .tie] && battles.allSatisfy { !$0.isFlipped && $0.weight == 1 })
    let verdict = try #require(battles[0].verdicts.first)
    #expect(battles.allSatisfy { $0.verdicts.count == 1 } && verdict.order == .alone && verdict.judge == reward.name)
    #expect(verdict.scoreA == 3 && verdict.scoreB == 5 && verdict.explanation == nil)
    #expect(battles[0].scoreA == 3 && battles[0].scoreB == 5)
  }

  @Test("scores within the margin are a tie, and another margin asks for nothing")
  func margin() async throws {
    let test = try TestEngine()
    let reward = FakeReward("rm", in: test.models)
    let wide = try await battles(test, judges: [reward.name], margin: 2)
    #expect(wide.map(\.outcome) == [.tie, .tie, .tie])
    let narrow = try await battles(test, judges: [reward.name], margin: 1.5)
    #expect(narrow.map(\.outcome) == [.b, .b, .tie] && reward.requests.count == 3)
  }

  @Test("judging again makes no call and no second verdict")
  func again() async throws {
    let test = try TestEngine()
    let reward = FakeReward("rm", in: test.models)
    let first = try await battles(test, judges: [reward.name])
    let second = try await battles(test, judges: [reward.name])
    #expect(first.flatMap(\.verdicts) == second.flatMap(\.verdicts))
    #expect(try reward.requests.count == 3 && test.count(.verdict) == 3)
  }

  @Test("in a jury a reward model is one member, and the scores are those of 1 to 10")
  func jury() async throws {
    let test = try TestEngine()
    let reward = FakeReward("rm", in: test.models)
    reward.answer = { $0.response.hasPrefix("x") ? 300 : -200 }
    let judge = test.script("judge") { request in
      request.task.text("first").count < request.task.text("second").count ? .scores(4, 8) : .scores(8, 4)
    }
    let battle = try await battles(test, judges: [reward.name, judge.name])[0]
    #expect(battle.verdicts.map(\.order) == [.alone, .ab, .ba] && battle.verdicts.map(\.state) == [.a, .b, .b])
    #expect(battle.outcome == .tie && battle.scoreA == 4 && battle.scoreB == 8 && !battle.isFlipped)
    let two = test.script("judge2") { request in
      request.task.text("first").count < request.task.text("second").count ? .scores(4, 8) : .scores(8, 4)
    }
    #expect(try await battles(test, judges: [reward.name, judge.name, two.name])[0].outcome == .b)
  }

  @Test("a chat model with score = \"chat\" is asked for each response alone")
  func chat() async throws {
    let configuration = try ModelConfiguration(
      parsing: "[models.rm]\nprovider = \"scripted\"\nmodel = \"grader\"\nscore = \"chat\"")
    let test = try TestEngine(configuration: configuration)
    let grader = test.script("grader") { request in
      ChatReply(
        text: request.task.text("response").hasPrefix("z") ? "Lovely." : "Score: \(request.task.text("response").count)"
      )
    }
    let battles = try await battles(test, judges: ["rm"])
    #expect(grader.requests.allSatisfy { $0.task.stage == "score" })
    #expect(battles.map(\.outcome) == [.b, .unparsed, .unparsed])
    #expect(battles[0].verdicts.map(\.order) == [.alone] && battles[0].scoreB == 5)
    #expect(battles[1].verdicts[0].scoreA == nil && battles[1].verdicts[0].explanation?.isEmpty == false)
  }

  @Test("a score that fails is an error, never a tie, and is asked for again")
  func failure() async throws {
    let test = try TestEngine()
    let reward = FakeReward("rm", in: test.models)
    reward.answer = { _ throws(ModelError) in throw ModelError(code: "model.bad_request", message: "Too long.") }
    let failed = try await battles(test, judges: [reward.name])
    #expect(failed.allSatisfy { $0.outcome == .error && $0.verdicts[0].explanation == "Too long." })
    reward.answer = { Double($0.response.utf8.count) }
    let judged = try await battles(test, judges: [reward.name])
    #expect(judged.map(\.outcome) == [.b, .b, .tie])
    let stored = try test.engine.judgedBattles()
    #expect(stored.map(\.outcome) == [.b, .b, .tie] && stored.allSatisfy { $0.verdicts.count == 1 })
  }

  @Test("a model that judged side by side and now scores counts once, by its last verdict")
  func changed() {
    func verdict(_ number: Int64, _ order: SeatOrder, _ state: VerdictState) -> Stored<Verdict> {
      let battle = RecordID(.battle, 1)
      return Stored(
        id: RecordID(.verdict, number), key: ContentKey(hashing: "\(number)"),
        value: Verdict(battle: battle, judge: "j", order: order, state: state))
    }
    let seated = [verdict(1, .ab, .a), verdict(2, .ba, .a)]
    #expect(Engine.counting(seated + [verdict(3, .alone, .b)]).map(\.order) == [.alone])
    #expect(Engine.counting([verdict(0, .alone, .b)] + seated).map(\.order) == [.ab, .ba])
  }

  @Test("the gap of an exported pair is in the reward model's points")
  func export() async throws {
    let test = try TestEngine()
    let reward = FakeReward("rm", in: test.models)
    reward.answer = { Double($0.response.utf8.count) * 10.5 }
    let battle = try await battles(test, judges: [reward.name])[0]
    let row = SelectedRow(
      instruction: try #require(battle.battle.instruction), chosen: battle.battle.responseB,
      rejected: battle.battle.responseA,
      battle: battle.battle.id)
    let path = test.folder.file("pairs.jsonl")
    _ = try await test.engine.export([row], format: "dpo", path: path)
    let line = try JSON(parsing: FileBytes.read(path).split(separator: 0x0A).map { Array($0) }[0])
    #expect(line["score_gap"]?.double == 21, "\(line.text)")
  }
}
