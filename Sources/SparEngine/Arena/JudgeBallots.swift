// Judged battles as a report on judges takes them in: what each judge made of each, and what is right where it is known.

package import SparCore
package import SparStats

package struct JudgeBallots: Sendable {
  package enum Gold: Sendable {
    /// People's verdicts, `human:…`.
    case people
    /// The verdicts of judges with these names.
    case judges(Set<String>)
    /// For model A: 1, 0 or 0.5.
    case outcomes([RecordID: Double])
  }

  private let rules: JuryRules
  private let gold: Gold
  private var ballots: [JudgeBallot] = []
  /// Of those whose verdicts are gold.
  private var goldBallots: [JudgeBallot] = []
  /// What is right, by the number of the battle.
  private var points: [Int: Double] = [:]

  package init(_ rules: JuryRules, gold: Gold = .people) {
    (self.rules, self.gold) = (rules, gold)
    guard case .outcomes(let outcomes) = gold else { return }
    for (battle, right) in outcomes { points[Int(battle.number)] = right }
  }

  /// - Parameter isLongerA: whether the response of model A is the longer one; `nil` where neither is, or it is not known.
  package mutating func add(_ judged: JudgedBattle, isLongerA: Bool?) {
    for reading in judged.readings(rules) {
      let ballot = JudgeBallot(reading, on: judged.battle, isLongerA: isLongerA)
      if isGold(reading.judge) { goldBallots.append(ballot) } else { ballots.append(ballot) }
    }
    if let right = judged.judged(rules, by: isGold)?.outcome.points { points[Int(judged.battle.id.number)] = right }
  }

  /// Judges whose verdicts are gold are no members, unless nobody else has judged.
  package var report: JudgeReport {
    ballots.isEmpty ? JudgeReport(goldBallots) : JudgeReport(ballots, gold: points)
  }

  /// Whose verdicts the others are held against, by name.
  package var goldJudges: [String] { ballots.isEmpty ? [] : Set(goldBallots.map(\.judge)).sorted() }

  private func isGold(_ judge: String) -> Bool {
    switch gold {
    case .people: judge.hasPrefix("human:")
    case .judges(let names): names.contains(judge)
    case .outcomes: false
    }
  }
}

extension JudgeBallot {
  fileprivate init(_ reading: JudgedBattle.MemberReading, on battle: Stored<Battle>, isLongerA: Bool?) {
    self.init(battle: Int(battle.id.number), judge: reading.judge, points: reading.outcome.points)
    isFlipped = reading.isFlipped
    isSeated = Set(reading.verdicts.filter { $0.order != .alone && $0.state.outcome.isRated }.map(\.order)).count == 2
    readings = reading.verdicts.count
    for verdict in reading.verdicts {
      switch (verdict.order, verdict.state) {
      case (_, .unparsed), (_, .error): unread += 1
      case (_, .tie), (.alone, _): break
      case (.ab, .a), (.ba, .b): first += 1
      case (.ab, .b), (.ba, .a): second += 1
      }
    }
    if let points, points != 0.5 { choseLonger = isLongerA.map { $0 == (points == 1) } }
  }
}
