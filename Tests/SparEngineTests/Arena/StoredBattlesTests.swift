// Battles read back from the store, with the verdicts that count.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStore
import SparTesting
import Testing

@Suite("Stored battles", .timeLimit(.minutes(5)))
@Host
struct StoredBattlesTests {
  private func verdict(
    _ number: Int64, _ state: VerdictState, judge: String = "j", _ order: SeatOrder = .ab
  ) -> Stored<Verdict> {
    Stored(
      id: RecordID(.verdict, number), key: ContentKey(hashing: String(number)),
      value: Verdict(battle: RecordID(.battle, 1), judge: judge, order: order, state: state))
  }

  @Test("of one judge's verdicts in one order the last counts, a failed one only where there is no other")
  func counting() {
    func counted(_ verdicts: Stored<Verdict>...) -> [Int64] { Engine.counting(verdicts).map(\.id.number) }
    #expect(counted(verdict(1, .a), verdict(2, .b)) == [2])
    #expect(counted(verdict(1, .error), verdict(2, .a)) == [2])
    #expect(counted(verdict(1, .a), verdict(2, .unparsed)) == [1])
    #expect(counted(verdict(2, .unparsed), verdict(1, .error)) == [2])
    #expect(counted(verdict(3, .tie), verdict(1, .a), verdict(2, .error)) == [3])
    #expect(counted(verdict(1, .a), verdict(2, .a, .ba), verdict(3, .b, judge: "k")) == [1, 2, 3])
  }

  @Test("a failed verdict is replaced by a later success")
  func replaced() async throws {
    let test = try TestEngine()
    let rival = test.script("rival") { _ in ChatReply(text: "A longer answer than any other one here.") }
    let judge = test.script("judge") { _ in throw ModelError(code: "model.bad_request", message: "No.") }
    test.hire(judge.name, as: .judge)
    let instruction = try await test.engine.instruction("Name a fuel.")
    func battle() async throws -> JudgedBattle {
      try await test.engine.battle(instruction, models: [test.model.name, rival.name], options: JudgeOptions())[0]
    }
    _ = try await battle()
    #expect(try test.engine.judgedBattles().map(\.outcome) == [.error])
    judge.answer = { .dutiful($0) }
    _ = try await battle()
    let stored = try #require(try test.engine.judgedBattles().first)
    #expect(stored.outcome == .b && stored.verdicts.count == 2)
    #expect(try test.engine.judgedBattles().count == 1 && test.count(.verdict) == 4)
    #expect(try test.engine.judgedBattle(stored.battle.id).outcome == .b)
  }

  @Test("battles of a run are those that were fought in it; a battle without verdicts is not judged")
  func ofRun() async throws {
    let test = try TestEngine()
    let rival = test.script("rival") { _ in ChatReply(text: "Oil.") }
    var runs: [RecordID] = []
    for text in ["Name a fuel.", "Name a sea."] {
      try await test.engine.beginRun(RunRecord(script: "loop.lua"))
      runs.append(try #require(test.engine.run))
      let instruction = try await test.engine.instruction(text)
      _ = try await test.engine.battle(
        instruction, models: [test.model.name, rival.name], options: JudgeOptions())
      try await test.engine.endRun(.done, exitCode: .done)
    }
    let all = try test.engine.judgedBattles()
    #expect(all.count == 2)
    #expect(try runs.map { try test.engine.judgedBattles(run: $0).map(\.battle.id) } == all.map { [$0.battle.id] })
  }
}
