// How the judges judged: each by itself, against people where they judged the same, and together. The numbers are
// SparStats'.

package import SparCore
internal import SparStats

package struct ReportJudges: Sendable {
  private let report: JudgeReport
  /// By judge: how many of its verdicts are of each state.
  private let states: [String: [VerdictState: Int]]
  private let simulated: Set<String>
  private let goldJudges: [String]

  init(_ tally: JudgeTally, isSimulated: (String) -> Bool) {
    report = tally.ballots.report
    states = tally.states
    simulated = Set(states.keys.filter(isSimulated))
    goldJudges = tally.ballots.goldJudges
  }

  var json: JSON {
    let absent = report.judges.isEmpty ? ReportAbsence("No battle has been judged.") : nil
    return [
      "list": .array(report.judges.map(json(of:))), "gold_judges": .array(goldJudges.map { .string($0) }),
      "alpha": JSON(rounded: report.alpha), "effective_votes": JSON(rounded: report.effectiveVotes),
      "jury": report.jury?.json ?? .null, "agreements": .array(report.pairs.map(\.json)),
      "absent": JSON(absent: absent),
    ]
  }

  private func json(of line: JudgeLine) -> JSON {
    let states = states[line.judge] ?? [:]
    return [
      "judge": .string(line.judge), "simulated": .bool(simulated.contains(line.judge)), "battles": JSON(line.battles),
      "verdicts": JSON(states.values.reduce(0, +)),
      "states": .object(JSONObject(VerdictState.allCases.map { ($0.rawValue, JSON(states[$0] ?? 0)) })),
      "gold": JSON(line.gold), "accuracy": JSON(rounded: line.accuracy), "kappa": JSON(rounded: line.kappa),
      "alpha": JSON(rounded: line.alpha), "flip_rate": JSON(rounded: line.flipRate),
      "first_seat_rate": JSON(rounded: line.firstSeatRate), "longer_rate": JSON(rounded: line.longerRate),
      "tie_rate": JSON(rounded: line.tieRate), "null_rate": JSON(rounded: line.nullRate),
    ]
  }
}

extension JudgePair {
  fileprivate var json: JSON {
    [
      "first": .string(first), "second": .string(second), "battles": JSON(battles),
      "agreement": JSON(rounded: agreement), "kappa": JSON(rounded: kappa),
    ]
  }
}

extension JuryComparison {
  fileprivate var json: JSON {
    [
      "items": JSON(items), "accuracy": JSON(rounded: accuracy), "best": .string(best),
      "best_accuracy": JSON(rounded: bestAccuracy),
    ]
  }
}

/// Gathers what judges did, battle by battle.
struct JudgeTally: Sendable {
  private(set) var ballots: JudgeBallots
  private(set) var states: [String: [VerdictState: Int]] = [:]

  init(_ rules: JuryRules) { ballots = JudgeBallots(rules) }

  /// - Parameter judged: with the verdicts that count.
  mutating func add(_ judged: JudgedBattle, isLongerA: Bool?) {
    ballots.add(judged, isLongerA: isLongerA)
    for verdict in judged.verdicts { states[verdict.judge, default: [:]][verdict.state, default: 0] += 1 }
  }
}
