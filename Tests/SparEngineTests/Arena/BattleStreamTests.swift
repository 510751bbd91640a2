// Stored battles as ratings read them: the same as one by one, in pages.

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparStats
import SparStore
import SparTesting
import Testing

@Suite("Battle stream", .timeLimit(.minutes(5)))
@Host
struct BattleStreamTests {
  /// Battles over `texts` with the states that `verdicts` gives for each: judge, order and state.
  private func test(
    _ texts: [String], skill: String? = nil, _ verdicts: [[(String, SeatOrder, VerdictState)]]
  ) async throws -> TestEngine {
    let test = try TestEngine()
    try await test.engine.store.perform { transaction in
      for (index, text) in texts.enumerated() {
        func key(_ name: String) -> ContentKey { ContentKey(hashing: "\(name) \(index)") }
        let instruction = try transaction.put(
          Instruction(text: text, skill: skill, type: skill == nil ? nil : "flaw"), key: key("i"),
          provenance: Provenance()
        ).id
        let responses = try ["x", "y"].map { model in
          try transaction.put(
            Response(instruction: instruction, model: model, text: model == "x" ? "- one\n- two" : "one"),
            key: key(model), provenance: Provenance()
          ).id
        }
        let battle = try transaction.put(
          Battle(
            instruction: instruction, responseA: responses[0], responseB: responses[1], modelA: "x", modelB: "y"),
          key: key("b"), provenance: Provenance()
        ).id
        for (judge, order, state) in verdicts[index % verdicts.count] {
          try transaction.put(
            Verdict(battle: battle, judge: judge, order: order, state: state),
            key: key("v \(judge) \(order) \(state)"), provenance: Provenance())
        }
      }
    }
    return test
  }

  private func all(_ test: TestEngine, by grouping: BattleGrouping? = nil, isStyled: Bool = false) throws
    -> [BattleReading]
  {
    var readings: [BattleReading] = []
    let rules = try test.engine.storedRules()
    try BattleStream(test.engine.store, by: grouping, isStyled: isStyled, rules: rules).forEach { readings.append($0) }
    return readings
  }

  @Test("every kind of verdicts comes to what the battle alone comes to, over several pages")
  func sameAsOneByOne() async throws {
    let kinds: [[(String, SeatOrder, VerdictState)]] = [
      [("j", .ab, .a)], [("j", .ab, .b), ("j", .ba, .a)], [("j", .ab, .unparsed)], [("j", .alone, .tie)], [],
      [("j", .ab, .error), ("j", .ab, .b)], [("j", .ab, .a), ("k", .ab, .a), ("l", .ab, .b)],
      [("j", .ab, .a), ("k", .ab, .unparsed)],
    ]
    let test = try await test((0..<2100).map { "Name river \($0)." }, kinds)
    let expected = try test.engine.judgedBattles()
    let readings = try all(test)
    #expect(readings.count == expected.count && readings.count > 1800)
    #expect(readings.map(\.outcome) == expected.map(\.outcome))
    #expect(readings.map(\.weight) == expected.map(\.weight))
    #expect(
      readings.allSatisfy { ($0.points == nil) == !$0.outcome.isRated && ($0.rated == nil) == ($0.points == nil) })
  }

  @Test("judges are read apart, each by its own verdicts")
  func judges() async throws {
    let test = try await test(
      ["Name a river."], [[("j", .ab, .a), ("j", .ba, .a), ("k", .ab, .b), ("k", .ba, .unparsed)]])
    let readings = try all(test, by: .judge)
    #expect(readings.map(\.group) == ["j", "k"])
    #expect(readings.map(\.outcome) == [.a, .unparsed])
  }

  @Test("categories are skill and type, syntaxes are read off the prompt, and nothing known is no group")
  func groups() async throws {
    let test = try await test(["Which river?", "Name it."], skill: "coding", [[("j", .ab, .a)]])
    #expect(try all(test, by: .category).map(\.group) == ["coding/flaw", "coding/flaw"])
    #expect(try all(test, by: .syntax).map(\.group) == ["question", "request"])
    #expect(try all(await self.test(["Name it."], [[("j", .ab, .a)]]), by: .category).map(\.group) == [nil])
  }

  @Test("style is that of both responses, where it is asked for")
  func style() async throws {
    let test = try await test(["Name it."], [[("j", .ab, .a)], [("j", .ab, .a), ("k", .ab, .a)]])
    let style = try #require(try all(test, isStyled: true).first?.style)
    #expect(style == StyleDifference(TextStyle(of: "- one\n- two"), TextStyle(of: "one")))
    #expect(try all(test).first?.style == nil)
  }

  @Test("a stream whose task was told to stop ends")
  func cancelled() async throws {
    let test = try await test(["Name it."], [[("j", .ab, .a)]])
    let stream = try BattleStream(test.engine.store, rules: JuryRules())
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try stream.forEach { _ in }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
