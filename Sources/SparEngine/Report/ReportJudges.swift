// How the judges judged: how often their verdicts could be read, turned with the seats, or said tie, and how far they
// agree with each other.

package import SparCore
internal import SparStats
internal import SparStore

package struct ReportJudges: Sendable {
  package struct Judge: Sendable {
    package var name: String
    package var isSimulated: Bool
    package var battles = 0
    /// By state.
    package var verdicts: [VerdictState: Int] = [:]
    /// Battles whose verdicts in both seat orders could be read.
    package var seated = 0
    /// Those of them in which the winner turned with the seats.
    package var flipped = 0
    /// Verdicts for one side, in one of two seat orders.
    package var decided = 0
    /// Those of them for the response that was shown first.
    package var first = 0
  }

  package struct Agreement: Sendable {
    package var first: String
    package var second: String
    /// Battles that both have judged and that can be rated by either alone.
    package var battles: Int { counts.joined().reduce(0, +) }
    package var same: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }
    /// Agreement beyond chance; `nil` where it has no value.
    package var kappa: Double? { try? CohenKappa(counts: counts).kappa }
    /// By what the first and the second said: a, b, tie.
    var counts = Array(repeating: [0, 0, 0], count: 3)
  }

  /// By name.
  package var judges: [Judge]
  /// Every pair of judges that have judged the same battles.
  package var agreements: [Agreement]

  var json: JSON {
    let absent = judges.isEmpty ? ReportAbsence("No battle has been judged.") : nil
    return [
      "list": .array(judges.map(\.json)), "agreements": .array(agreements.map(\.json)), "absent": JSON(absent: absent),
    ]
  }
}

extension ReportJudges.Judge {
  fileprivate var json: JSON {
    let all = verdicts.values.sum, unread = count(.unparsed) + count(.error)
    return [
      "judge": .string(name), "simulated": .bool(isSimulated), "battles": JSON(battles), "verdicts": JSON(all),
      "states": .object(JSONObject(VerdictState.allCases.map { ($0.rawValue, JSON(count($0))) })),
      "seated": JSON(seated), "flipped": JSON(flipped), "flip_rate": JSON(rounded: share(flipped, of: seated)),
      "first_seat_rate": JSON(rounded: share(first, of: decided)),
      "tie_rate": JSON(rounded: share(count(.tie), of: all - unread)),
      "null_rate": JSON(rounded: share(unread, of: all)),
    ]
  }

  private func count(_ state: VerdictState) -> Int { verdicts[state] ?? 0 }
}

extension ReportJudges.Agreement {
  fileprivate var json: JSON {
    [
      "first": .string(first), "second": .string(second), "battles": JSON(battles), "same": JSON(same),
      "agreement": JSON(rounded: share(same, of: battles)), "kappa": JSON(rounded: kappa),
    ]
  }
}

/// Gathers what judges did, battle by battle.
struct JudgeTally: Sendable {
  private var judges: [String: ReportJudges.Judge] = [:]
  private var agreements: [[String]: ReportJudges.Agreement] = [:]
  let policy: InconsistencyPolicy

  init(policy: InconsistencyPolicy) { self.policy = policy }

  /// - Parameter verdicts: on one battle, those that count.
  mutating func add(_ verdicts: [Stored<Verdict>]) {
    let byJudge = Dictionary(grouping: verdicts, by: \.judge).sorted { $0.key < $1.key }
    for (name, verdicts) in byJudge {
      judges[name, default: ReportJudges.Judge(name: name, isSimulated: false)].add(verdicts.map(\.value), policy)
    }
    let readings = byJudge.map { ($0.key, JudgeReading($0.value.map(\.value), policy: policy).outcome) }
      .filter { $0.1.isRated }
    for (index, left) in readings.enumerated() {
      for right in readings[(index + 1)...] { compare(left, right) }
    }
  }

  private mutating func compare(_ left: (name: String, outcome: Outcome), _ right: (name: String, outcome: Outcome)) {
    let places: [Outcome: Int] = [.a: 0, .b: 1, .tie: 2]
    guard let row = places[left.outcome], let column = places[right.outcome] else { return }
    let new = ReportJudges.Agreement(first: left.name, second: right.name)
    agreements[[left.name, right.name], default: new].counts[row][column] += 1
  }

  func report(isSimulated: (String) -> Bool) -> ReportJudges {
    let judges = judges.values.sorted { $0.name < $1.name }.map { judge in
      var judge = judge
      judge.isSimulated = isSimulated(judge.name)
      return judge
    }
    return ReportJudges(
      judges: judges, agreements: agreements.values.sorted { ($0.first, $0.second) < ($1.first, $1.second) })
  }
}

extension ReportJudges.Judge {
  fileprivate mutating func add(_ verdicts: [Verdict], _ policy: InconsistencyPolicy) {
    battles += 1
    for verdict in verdicts { self.verdicts[verdict.state, default: 0] += 1 }
    let seats = verdicts.filter { $0.order != .alone }
    for verdict in seats where verdict.state == .a || verdict.state == .b {
      decided += 1
      if (verdict.state == .a) == (verdict.order == .ab) { first += 1 }
    }
    let readable = seats.filter { $0.state.outcome.isRated }
    guard Set(readable.map(\.order)).count == 2 else { return }
    seated += 1
    if JudgeReading(seats, policy: policy).isFlipped { flipped += 1 }
  }
}
