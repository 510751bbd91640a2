// One judge's verdicts on a battle in its seat orders, read together.

internal import SparCore

struct JudgeReading {
  let outcome: Outcome
  let isFlipped: Bool
  /// 0 to 1 for model A, of a judge that says more than a side; `nil` else, and where the outcome is not rated.
  let preference: Double?
  /// Mean over the verdicts that say what the outcome says.
  let weight: Double

  init(_ verdicts: [Verdict], policy: InconsistencyPolicy) {
    let readable = verdicts.filter { $0.state != .unparsed && $0.state != .error }
    guard readable.count == verdicts.count, let first = readable.first else {
      outcome = verdicts.contains { $0.state == .unparsed } ? .unparsed : .error
      (isFlipped, preference, weight) = (false, nil, 1)
      return
    }
    let agree = readable.allSatisfy { $0.state == first.state }
    isFlipped = readable.contains { $0.state == .a } && readable.contains { $0.state == .b }
    let outcome = agree ? first.state.outcome : Self.resolve(readable, policy)
    self.outcome = outcome
    weight = readable.filter { $0.state.outcome == outcome }.map(\.weight).mean ?? 1
    preference = Self.preference(readable, outcome, isTied: isFlipped && policy == .tie)
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
    let gap = verdicts.reduce(0) { $0 + $1.lead }
    return gap > 0 ? .a : gap < 0 ? .b : .tie
  }

  private static func preference(_ verdicts: [Verdict], _ outcome: Outcome, isTied: Bool) -> Double? {
    let stated = verdicts.compactMap(\.preference)
    guard outcome.isRated, stated.count == verdicts.count else { return nil }
    return isTied ? 0.5 : stated.mean
  }
}

extension Verdict {
  /// By how much A leads, in whatever the judge gave: points, preference, or the side alone.
  fileprivate var lead: Double {
    if let scoreA, let scoreB { return scoreA - scoreB }
    if let preference { return preference - 0.5 }
    return state == .a ? weight : state == .b ? -weight : 0
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
  var mean: Double? { isEmpty ? nil : reduce(0, +) / Double(count) }
}
