// Battles that are in the store already, with the verdicts that count.

package import SparCore
internal import SparStore

extension Engine {
  /// The judged battles of the project, or of one run, in the order they were fought; without those in which a response
  /// met its own improvement, which are no battles of models.
  ///
  /// - Parameter rules: as `JuryRules.stored` where none are given.
  package func judgedBattles(run: RecordID? = nil, _ rules: JuryRules? = nil) throws -> [JudgedBattle] {
    let (battles, verdicts, improvements) = try store.read { reader in
      (
        try reader.records(Battle.self, RecordQuery(run: run)), try reader.records(Verdict.self),
        try reader.improvementBattles()
      )
    }
    let rules = try rules ?? storedRules()
    let byBattle = Dictionary(grouping: verdicts, by: \.battle)
    return battles.filter { !improvements.contains($0.id) }.compactMap { battle in
      byBattle[battle.id].map { JudgedBattle(battle, Self.counting($0), rules: rules) }
    }
  }

  /// A battle with the verdicts named.
  func judgedBattle(_ battle: Stored<Battle>, by verdicts: [RecordID]) throws -> JudgedBattle {
    let verdicts = try verdicts.map { try record(Verdict.self, $0) }
    guard let stray = verdicts.first(where: { $0.battle != battle.id }) else {
      return JudgedBattle(battle, verdicts, rules: try storedRules())
    }
    throw EngineError(.argument, "The verdict \(stray.id) is on \(stray.battle), not on \(battle.id).")
  }

  /// A battle with the verdicts that count.
  ///
  /// - Parameter rules: as `JuryRules.stored` where none are given.
  package func judgedBattle(_ id: RecordID, _ rules: JuryRules? = nil) throws -> JudgedBattle {
    let verdicts = try store.read { try $0.records(Verdict.self, .of(id)) }
    return JudgedBattle(try record(Battle.self, id), Self.counting(verdicts), rules: try rules ?? storedRules())
  }

  /// How the project's verdicts are read, where nobody says it.
  package func storedRules(
    policy: InconsistencyPolicy? = nil, quorum: Double = 0.5, weights: [String: Double] = [:]
  ) throws -> JuryRules {
    try store.read { try JuryRules.stored(in: $0, policy: policy, quorum: quorum, weights: weights) }
  }

  /// One verdict per judge and seat order: the last, and a failed one only where there is no other. Where a model has
  /// judged both side by side and as a reward model, the way of its last verdict counts.
  nonisolated package static func counting(_ verdicts: [Stored<Verdict>]) -> [Stored<Verdict>] {
    var best: [String: Stored<Verdict>] = [:]
    for verdict in verdicts.sorted(by: { $0.id < $1.id }) {
      let seat = "\(verdict.judge)\u{0}\(verdict.order.rawValue)\u{0}\(verdict.turn ?? 0)"
      if let known = best[seat], known.state.outcome.isRated, !verdict.state.outcome.isRated { continue }
      best[seat] = verdict
    }
    let latest = Dictionary(grouping: best.values, by: \.judge).mapValues { $0.max { $0.id < $1.id }?.order == .alone }
    return best.values.filter { ($0.order == .alone) == latest[$0.judge] }.sorted { $0.id < $1.id }
  }
}
