// What each judge by itself made of a battle, for reports on judges.

package import SparCore

extension JudgedBattle {
  /// One judge's verdicts on the whole of a battle.
  package struct MemberReading: Sendable {
    package let judge: String
    package let outcome: Outcome
    package let isFlipped: Bool
    package let verdicts: [Verdict]
  }

  /// By judge, in the order of their names.
  package func readings(_ rules: JuryRules) -> [MemberReading] {
    let whole = Dictionary(grouping: verdicts.filter { $0.turn == nil }, by: \.judge)
    return whole.sorted { $0.key < $1.key }.map { judge, verdicts in
      let reading = JudgeReading(verdicts.map(\.value), policy: rules.policy(of: judge, verdicts))
      return MemberReading(
        judge: judge, outcome: reading.outcome, isFlipped: reading.isFlipped, verdicts: verdicts.map(\.value))
    }
  }

  /// The same battle with the verdicts of some judges only; `nil` where none is left.
  package func judged(_ rules: JuryRules, by isMember: (String) -> Bool) -> JudgedBattle? {
    let kept = verdicts.filter { isMember($0.judge) }
    return kept.isEmpty ? nil : JudgedBattle(battle, kept, rules: rules)
  }
}

extension Outcome {
  /// What it is worth to model A; `nil` where it is not rated.
  package var points: Double? {
    switch self {
    case .a: 1
    case .b: 0
    case .tie: 0.5
    case .inconsistent, .unparsed, .error: nil
    }
  }
}
