// A battle with its verdicts, and what they come to.

package import SparCore

/// A battle and what its judges made of it.
package struct JudgedBattle: Sendable {
  package let battle: Stored<Battle>
  package let verdicts: [Stored<Verdict>]
  package let outcome: Outcome
  /// What a rated outcome is worth to model A, 0 to 1: 1, 0 or ½, or the mean preference where every judge that was
  /// heard says more than a side. `nil` where nothing is rated.
  package let points: Double?
  /// Means over the verdicts that could be read; where some are on the scale of 1 to 10 and some on a reward model's
  /// own, over the former alone.
  package let scoreA: Double?
  package let scoreB: Double?
  /// Whether a judge contradicted itself when the seats changed.
  package let isFlipped: Bool
  /// How much the battle weighs in a fit: 2 where the policy counts both seat orders as battles of their own, more for
  /// a clear win by judges that tell clear wins from others.
  package let weight: Double
  /// What came of improving the better response, where that was asked for.
  package var improvement: Improvement?

  /// - Parameter quorum: the share of the judges that must have given a verdict that can be rated.
  package init(
    _ battle: Stored<Battle>, _ verdicts: [Stored<Verdict>], policy: InconsistencyPolicy, quorum: Double = 0.5
  ) {
    self.init(battle, verdicts, rules: JuryRules(policy: policy, quorum: quorum))
  }

  /// Verdicts on single turns of a dialogue are kept, and decide nothing.
  package init(_ battle: Stored<Battle>, _ verdicts: [Stored<Verdict>], rules: JuryRules) {
    self.battle = battle
    self.verdicts = verdicts
    let whole = Self.counted(verdicts.filter { $0.turn == nil })
    let readings = Dictionary(grouping: whole, by: \.judge).sorted { $0.key < $1.key }.map { judge, verdicts in
      Member(judge, verdicts, rules)
    }
    let outcome = rules.majority(readings.map { ($0.reading.outcome, $0.weight) })
    self.outcome = outcome
    points = Self.points(of: outcome, readings.map(\.reading))
    let scored = Self.onOneScale(whole.filter { $0.scoreA != nil && $0.scoreB != nil })
    scoreA = scored.compactMap(\.scoreA).mean
    scoreB = scored.compactMap(\.scoreB).mean
    isFlipped = readings.contains { $0.reading.isFlipped }
    let isDouble = outcome == .tie && readings.contains { $0.reading.isFlipped && $0.policy == .both }
    let clear = readings.map(\.reading).filter { $0.outcome == outcome }.map(\.weight).mean ?? 1
    weight = isDouble ? 2 : clear
  }

  private struct Member {
    let policy: InconsistencyPolicy
    let reading: JudgeReading
    let weight: Double

    init(_ judge: String, _ verdicts: [Stored<Verdict>], _ rules: JuryRules) {
      policy = rules.policy(of: judge, verdicts)
      reading = JudgeReading(verdicts.map(\.value), policy: policy)
      weight = rules.weight(of: judge, verdicts)
    }
  }

  /// A weight of 0 is a reading that calibrates judges and decides nothing, unless nobody else has read the battle.
  private static func counted(_ verdicts: [Stored<Verdict>]) -> [Stored<Verdict>] {
    let weighing = verdicts.filter { $0.weight > 0 }
    return weighing.isEmpty ? verdicts : weighing
  }

  private static func points(of outcome: Outcome, _ readings: [JudgeReading]) -> Double? {
    let heard = readings.filter { $0.outcome.isRated }
    let stated = heard.compactMap(\.preference)
    if outcome.isRated, !stated.isEmpty, stated.count == heard.count { return stated.mean }
    switch outcome {
    case .a: return 1
    case .b: return 0
    case .tie: return 0.5
    default: return nil
    }
  }

  private static func onOneScale(_ verdicts: [Stored<Verdict>]) -> [Stored<Verdict>] {
    let seated = verdicts.filter { $0.order != .alone }
    return seated.isEmpty ? verdicts : seated
  }
}
