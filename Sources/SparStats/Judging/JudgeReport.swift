// What is known of judges: each by itself, how far they agree, and whether together they are better than the best of them.

package struct JudgeReport: Sendable, Equatable {
  /// In the order of their names.
  package let judges: [JudgeLine]
  /// Every two judges with battles in common.
  package let pairs: [JudgePair]
  /// Krippendorff's alpha of all judges, nominal: what their outcomes share beyond chance.
  package let alpha: Double?
  /// How many independent votes the judges are worth (Kish), by how much they err together where there is gold.
  package let effectiveVotes: Double?
  /// `nil` for a single judge, or without gold items that all have judged.
  package let jury: JuryComparison?

  /// - Parameter gold: by battle, what is right: 1, 0 or 0.5 for model A.
  package init(_ ballots: [JudgeBallot], gold: [Int: Double] = [:]) {
    let byJudge = Dictionary(grouping: ballots, by: \.judge)
    let names = byJudge.keys.sorted()
    judges = names.map { JudgeLine($0, byJudge[$0] ?? [], gold: gold) }
    let votes = Votes(names, ballots)
    pairs = votes.pairs
    alpha = try? KrippendorffAlpha.alpha(units: votes.units, level: .nominal)
    let right = votes.battles.map { gold[$0] }
    let isMarked = right.contains { $0 != nil }
    effectiveVotes = try? EffectiveVotes.ofMembers(votes.byJudge, gold: isMarked ? right : nil)
    jury = JuryComparison(votes, gold: right)
  }
}
