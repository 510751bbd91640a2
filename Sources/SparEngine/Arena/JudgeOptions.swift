// How battles are judged: who, and how their verdicts are put together.

package import SparCore

package struct JudgeOptions: Sendable {
  /// Models; the judge role's where `panel` is empty too.
  package var judges: [String] = []
  /// Judges with settings of their own, after those named.
  package var panel: [Judge] = []
  /// Judges what the others do not agree on.
  package var arbiter: Judge?
  /// The prompt of judges that read the two responses side by side.
  package var agent = "scores"
  /// Scores of a reward model that differ by no more than this are a tie, in its own points.
  package var margin = 0.0
  package var policy = InconsistencyPolicy.tie
  /// The share of the judges that must have given a verdict that can be rated.
  package var quorum = 0.5
  /// How much a member of a jury weighs, by its name; 1 where nothing is said.
  package var weights: [String: Double] = [:]
  /// Whether the replies of a dialogue are judged turn by turn as well as a whole.
  package var judgesTurns = true

  package init() {}

  /// How verdicts become an outcome.
  package func rules(of members: [Judge]) -> JuryRules {
    var rules = JuryRules(policy: policy, quorum: quorum, weights: weights)
    for member in members { rules.policies[member.name] = member.policy }
    return rules
  }
}
