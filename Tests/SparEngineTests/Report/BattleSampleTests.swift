// Which battles a page holds: bounded, the same whatever the order, with room for those that are looked for.

import SparCore
import Testing

@testable import SparEngine

@Suite("The sample of battles")
struct BattleSampleTests {
  /// Battle `number`, decided, or flipped, or not rated.
  private func judged(_ number: Int64, _ states: (VerdictState, VerdictState)) -> JudgedBattle {
    let id = RecordID(.battle, number)
    let battle = Stored(
      id: id, key: ContentKey(hashing: "battle \(number)"),
      value: Battle(
        instruction: RecordID(.instruction, 1), responseA: RecordID(.response, 1), responseB: RecordID(.response, 2),
        modelA: "x", modelB: "y"))
    let verdicts = zip([SeatOrder.ab, .ba], [states.0, states.1]).enumerated().map { index, seat in
      Stored(
        id: RecordID(.verdict, 2 * number + Int64(index)), key: ContentKey(hashing: "verdict \(number) \(index)"),
        value: Verdict(battle: id, judge: "j", order: seat.0, state: seat.1))
    }
    return JudgedBattle(battle, verdicts, policy: .tie)
  }

  private func sample(_ numbers: some Sequence<Int64>, notable: Int64, limit: Int) -> [Int64] {
    var sample = BattleSample(limit: limit)
    for number in numbers { sample.add(judged(number, number <= notable ? (.a, .b) : (.a, .a))) }
    return sample.battles.map(\.number)
  }

  @Test("all where there are few, in the order they were fought")
  func few() { #expect(sample(1...7, notable: 2, limit: 10) == Array(1...7)) }

  @Test("no more than the limit, and the same whatever the order")
  func bounded() {
    let chosen = sample(1...500, notable: 0, limit: 20)
    #expect(chosen.count == 20 && sample((1...500).reversed(), notable: 0, limit: 20) == chosen)
    // Those with the smallest keys: spread over all of them.
    let smallest = (1...500).sorted { ContentKey(hashing: "battle \($0)") < ContentKey(hashing: "battle \($1)") }
    #expect(chosen == smallest.prefix(20).map { Int64($0) }.sorted())
  }

  @Test("half of the places are for battles that flipped or were not rated, more where there is nothing else")
  func notable() {
    #expect(sample(1...500, notable: 100, limit: 20).count { $0 <= 100 } == 10)
    #expect(sample(1...500, notable: 4, limit: 20).count { $0 <= 4 } == 4)
    #expect(sample(1...105, notable: 100, limit: 20).count { $0 <= 100 } == 15)
  }

  @Test("none where none are wanted")
  func none() { #expect(sample(1...50, notable: 10, limit: 0).isEmpty) }
}
