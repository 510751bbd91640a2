// A battle with its verdicts, and what they come to.

package import SparCore

/// A battle and what its judges made of it.
package struct JudgedBattle: Sendable {
  package let battle: Stored<Battle>
  package let verdicts: [Stored<Verdict>]
  package let outcome: Outcome
  /// Means over the verdicts that could be read; where some are on the scale of 1 to 10 and some on a reward model's
  /// own, over the former alone.
  package let scoreA: Double?
  package let scoreB: Double?
  /// Whether a judge contradicted itself when the seats changed.
  package let isFlipped: Bool
  /// How much the battle weighs in a fit: 2 where the policy counts both seat orders as battles of their own.
  package let weight: Double

  /// - Parameter quorum: the share of the judges that must have given a verdict that can be rated.
  package init(
    _ battle: Stored<Battle>, _ verdicts: [Stored<Verdict>], policy: InconsistencyPolicy, quorum: Double = 0.5
  ) {
    self.battle = battle
    self.verdicts = verdicts
    let readings = Dictionary(grouping: verdicts, by: \.judge).sorted { $0.key < $1.key }
      .map { JudgeReading($0.value.map(\.value), policy: policy) }
    outcome = Self.majority(readings.map(\.outcome), quorum: quorum)
    let scored = Self.onOneScale(verdicts.filter { $0.scoreA != nil && $0.scoreB != nil })
    scoreA = scored.compactMap(\.scoreA).mean
    scoreB = scored.compactMap(\.scoreB).mean
    isFlipped = readings.contains { $0.isFlipped }
    weight = policy == .both && isFlipped && outcome == .tie ? 2 : 1
  }

  private static func onOneScale(_ verdicts: [Stored<Verdict>]) -> [Stored<Verdict>] {
    let seated = verdicts.filter { $0.order != .alone }
    return seated.isEmpty ? verdicts : seated
  }

  /// What more than half of all members say; a tie where nobody has that many.
  ///
  /// Members whose verdicts could not be rated count as members (method §4.6), and never as a tie (§4.2): where they
  /// could have made a majority, or where fewer than the quorum are left without them, the outcome is theirs.
  static func majority(_ outcomes: [Outcome], quorum: Double) -> Outcome {
    guard !outcomes.isEmpty else { return .error }
    let unrated = outcomes.filter { !$0.isRated }
    let needed = outcomes.count / 2 + 1
    let votes = [Outcome.a, .b].map { side in outcomes.count { $0 == side } }
    if Double(outcomes.count - unrated.count) >= quorum * Double(outcomes.count) {
      if votes[0] >= needed { return .a }
      if votes[1] >= needed { return .b }
      if unrated.isEmpty || votes.max()! + unrated.count < needed { return .tie }
    }
    return [.inconsistent, .unparsed].first { unrated.contains($0) } ?? .error
  }
}

/// One judge's verdicts in its seat orders, read together.
struct JudgeReading {
  let outcome: Outcome
  let isFlipped: Bool

  init(_ verdicts: [Verdict], policy: InconsistencyPolicy) {
    let readable = verdicts.filter { $0.state != .unparsed && $0.state != .error }
    guard readable.count == verdicts.count, let first = readable.first else {
      outcome = verdicts.contains { $0.state == .unparsed } ? .unparsed : .error
      isFlipped = false
      return
    }
    let agree = readable.allSatisfy { $0.state == first.state }
    isFlipped = readable.contains { $0.state == .a } && readable.contains { $0.state == .b }
    outcome = agree ? first.state.outcome : Self.resolve(readable, policy)
  }

  /// The seat orders differ, be it that one of them says tie.
  private static func resolve(_ verdicts: [Verdict], _ policy: InconsistencyPolicy) -> Outcome {
    switch policy {
    case .tie, .both: .tie
    case .abstain: .inconsistent
    case .sum: bySum(verdicts)
    }
  }

  private static func bySum(_ verdicts: [Verdict]) -> Outcome {
    let gap = verdicts.reduce(0) { $0 + ($1.scoreA ?? 0) - ($1.scoreB ?? 0) }
    return gap > 0 ? .a : gap < 0 ? .b : .tie
  }
}

extension VerdictState {
  var outcome: Outcome {
    switch self {
    case .a: .a
    case .b: .b
    case .tie: .tie
    case .unparsed: .unparsed
    case .error: .error
    }
  }
}

extension [Double] {
  fileprivate var mean: Double? { isEmpty ? nil : reduce(0, +) / Double(count) }
}
