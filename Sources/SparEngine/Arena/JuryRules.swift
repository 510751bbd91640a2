// How the verdicts of a jury become one outcome (method §4.3, §4.6).

package import SparCore

package struct JuryRules: Sendable {
  /// Where nothing else is known of a judge.
  package var policy: InconsistencyPolicy
  /// The policies of judges that have their own, by name.
  package var policies: [String: InconsistencyPolicy] = [:]
  /// The policies that judges judged with, by the hash of their definition.
  package var definedPolicies: [ContentKey: InconsistencyPolicy] = [:]
  /// The share of the members that must have been heard.
  package var quorum: Double
  package var weights: [String: Double]

  package init(policy: InconsistencyPolicy = .tie, quorum: Double = 0.5, weights: [String: Double] = [:]) {
    self.policy = policy
    self.quorum = quorum
    self.weights = weights
  }

  /// - Parameter verdicts: the judge's on one battle.
  func policy(of judge: String, _ verdicts: [Stored<Verdict>]) -> InconsistencyPolicy {
    policies[judge] ?? verdicts.last?.definition.flatMap { definedPolicies[$0] } ?? policy
  }

  /// A vote, which has no definition, weighs what it was given.
  func weight(of judge: String, _ verdicts: [Stored<Verdict>]) -> Double {
    if let weight = weights[judge] { return weight }
    let votes = verdicts.filter { $0.definition == nil && $0.weight > 0 }.map(\.weight)
    return votes.mean ?? 1
  }

  /// What members with more than half of all weight say; a tie where no side has that much.
  ///
  /// Members whose verdicts could not be rated count as members, and never as a tie: where they could have made a
  /// majority, or where fewer than the quorum are left without them, the outcome is theirs.
  func majority(_ votes: [(outcome: Outcome, weight: Double)]) -> Outcome {
    guard !votes.isEmpty else { return .error }
    let all = votes.reduce(0) { $0 + $1.weight }
    func weight(of outcomes: Outcome...) -> Double {
      votes.reduce(0) { outcomes.contains($1.outcome) ? $0 + $1.weight : $0 }
    }
    let (a, b) = (weight(of: .a), weight(of: .b)), unheard = all - a - b - weight(of: .tie)
    let heard = votes.count { $0.outcome.isRated }
    if heard > 0, Double(heard) >= quorum * Double(votes.count) {
      if a > all / 2 { return .a }
      if b > all / 2 { return .b }
      if heard == votes.count || max(a, b) + unheard <= all / 2 { return .tie }
    }
    return [.inconsistent, .unparsed].first { unrated in votes.contains { $0.outcome == unrated } } ?? .error
  }
}
