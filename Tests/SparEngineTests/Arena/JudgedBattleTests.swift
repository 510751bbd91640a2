// What verdicts come to (method §4.2, §4.3, §4.6).

import SparCore
import SparEngine
import Testing

@Suite("What a battle comes to")
struct JudgedBattleTests {
  private let battle = Stored(
    id: RecordID(.battle, 1), key: ContentKey(hashing: "battle"),
    value: Battle(
      instruction: RecordID(.instruction, 1), responseA: RecordID(.response, 1), responseB: RecordID(.response, 2),
      modelA: "x", modelB: "y"))

  /// Verdicts of one judge: `ab` order, then `ba`.
  private func verdicts(_ states: [VerdictState], judge: String = "j", scores: [(Double, Double)] = []) -> [Stored<
    Verdict
  >] {
    states.enumerated().map { index, state in
      let score = index < scores.count ? scores[index] : Self.scores[state]
      let verdict = Verdict(
        battle: battle.id, judge: judge, order: SeatOrder.allCases[index], state: state, scoreA: score?.0,
        scoreB: score?.1)
      return Stored(id: RecordID(.verdict, 1), key: ContentKey(hashing: "\(judge) \(index)"), value: verdict)
    }
  }

  private static let scores: [VerdictState: (Double, Double)] = [.a: (8, 4), .b: (4, 8), .tie: (6, 6)]

  private func judged(
    _ verdicts: [Stored<Verdict>], _ policy: InconsistencyPolicy = .tie, quorum: Double = 0.5
  ) -> JudgedBattle {
    JudgedBattle(battle, verdicts, policy: policy, quorum: quorum)
  }

  @Test("two seat orders that agree decide under every policy", arguments: InconsistencyPolicy.allCases)
  func agreement(policy: InconsistencyPolicy) {
    for state in [VerdictState.a, .b, .tie] {
      let judged = judged(verdicts([state, state]), policy)
      #expect(judged.outcome.rawValue == state.rawValue && !judged.isFlipped && judged.weight == 1)
    }
  }

  @Test("a reading of weight 0 decides nothing beside others, and stands where it is alone")
  func calibratesOnly() {
    let vote = Verdict(battle: battle.id, judge: "human:me", order: .ab, state: .b, weight: 0)
    let voted = Stored(id: RecordID(.verdict, 2), key: ContentKey(hashing: "vote"), value: vote)
    #expect(judged(verdicts([.a, .a]) + [voted]).outcome == .a)
    #expect(judged([voted]).outcome == .b)
  }

  @Test(
    "two seat orders that contradict each other count as the policy says",
    arguments: [(.tie, .tie, 1), (.abstain, .inconsistent, 1), (.both, .tie, 2), (.sum, .a, 1)]
      as [(InconsistencyPolicy, Outcome, Double)])
  func contradiction(policy: InconsistencyPolicy, outcome: Outcome, weight: Double) {
    // Together 13 to 12 for a.
    let judged = judged(verdicts([.a, .b], scores: [(9, 4), (4, 8)]), policy)
    #expect(judged.outcome == outcome && judged.isFlipped && judged.weight == weight)
  }

  @Test(
    "a win in one order and a tie in the other is no agreement and no flip",
    arguments: [(.tie, .tie), (.abstain, .inconsistent), (.both, .tie), (.sum, .b)] as [(InconsistencyPolicy, Outcome)])
  func winAndTie(policy: InconsistencyPolicy, outcome: Outcome) {
    let judged = judged(verdicts([.tie, .b]), policy)
    #expect(judged.outcome == outcome && !judged.isFlipped && judged.weight == 1)
  }

  @Test("equal sums are a tie")
  func equalSums() {
    #expect(judged(verdicts([.a, .b]), .sum).outcome == .tie)
  }

  @Test(
    "a verdict that failed or cannot be read is never a tie and never a win",
    arguments: [
      ([.unparsed, .a], .unparsed), ([.a, .error], .error), ([.tie, .unparsed], .unparsed), ([.error, .error], .error),
      ([.error, .unparsed], .unparsed),
    ] as [([VerdictState], Outcome)])
  func unrated(states: [VerdictState], outcome: Outcome) {
    for policy in InconsistencyPolicy.allCases { #expect(judged(verdicts(states), policy).outcome == outcome) }
  }

  @Test("without a verdict there is no outcome but an error")
  func none() {
    #expect(judged([]).outcome == .error)
  }

  @Test("scores are means over the verdicts that have some")
  func scores() {
    let judged = judged(verdicts([.a, .unparsed]) + verdicts([.b, .b], judge: "k", scores: [(2, 8), (5, 9)]))
    #expect(judged.scoreA == 5 && judged.scoreB == 7)
    #expect(self.judged(verdicts([.error, .error])).scoreA == nil)
  }

  @Test(
    "a jury decides by more than half of all its members",
    arguments: [
      ([.a, .a, .b], .a), ([.a, .a, .tie], .a), ([.b, .b, .unparsed], .b), ([.a, .b, .tie], .tie), ([.a, .b], .tie),
      ([.a, .tie], .tie), ([.tie, .tie, .a], .tie), ([.a, .a, .b, .b], .tie), ([.a, .a, .a, .b], .a),
    ] as [([VerdictState], Outcome)])
  func majority(members: [VerdictState], outcome: Outcome) {
    #expect(jury(members).outcome == outcome)
  }

  @Test(
    "a member that could have made a majority and was not heard leaves the jury undecided, not tied",
    arguments: [
      ([.a, .unparsed], .unparsed), ([.a, .error], .error), ([.a, .tie, .unparsed], .unparsed),
      ([.a, .b, .error], .error), ([.a, .a, .unparsed, .error], .unparsed), ([.a, .unparsed, .error], .unparsed),
    ] as [([VerdictState], Outcome)])
  func undecided(members: [VerdictState], outcome: Outcome) {
    #expect(jury(members).outcome == outcome)
  }

  @Test("a member that could have changed nothing changes nothing")
  func harmless() {
    #expect(jury([.tie, .tie, .error]).outcome == .tie)
    #expect(jury([.a, .a, .a, .error, .error]).outcome == .a)
  }

  @Test("under the quorum even a majority does not decide")
  func quorum() {
    #expect(jury([.a, .a, .error], quorum: 0.6).outcome == .a)
    #expect(jury([.a, .a, .error], quorum: 0.7).outcome == .error)
    #expect(jury([.tie, .tie, .tie, .unparsed], quorum: 0.8).outcome == .unparsed)
  }

  @Test("an abstaining member of a jury is one that was not heard")
  func abstaining() {
    let flipped = verdicts([.a, .b], judge: "flipper")
    #expect(judged(flipped + verdicts([.a, .a], judge: "one"), .abstain).outcome == .inconsistent)
    let three = flipped + verdicts([.a, .a], judge: "one") + verdicts([.a, .a], judge: "two")
    #expect(judged(three, .abstain).outcome == .a && judged(three, .abstain).isFlipped)
  }

  /// Every member says the same in both orders.
  private func jury(_ members: [VerdictState], quorum: Double = 0.5) -> JudgedBattle {
    judged(members.enumerated().flatMap { verdicts([$1, $1], judge: "judge \($0)") }, quorum: quorum)
  }
}
