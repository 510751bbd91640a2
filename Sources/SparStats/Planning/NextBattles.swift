// Which models should meet next.

internal import Glibc

/// The battles from which most would be learnt about the strengths, and whether enough is known.
///
/// The gain of a battle between i and j is ½ log₂(1 + p (1 − p) v_ij) bits: what one more battle adds to the log
/// determinant of the information, v_ij being the variance of θ_i − θ_j now (D-optimality: Chaloner & Verdinelli,
/// "Bayesian experimental design: a review", 1995; MacKay, "Information-based objective functions for active data
/// selection", 1992). Battles are chosen one by one, each as if those before it had been fought.
package struct NextBattles: Sendable {
  package struct Proposal: Sendable, Equatable {
    package let modelA: String
    package let modelB: String
    /// How many of the battles asked for should be theirs.
    package fileprivate(set) var battles: Int
    /// Of the first of them, in bits.
    package let gain: Double
    /// The probability that the first wins, as far as is known.
    package let probability: Double
  }

  /// In the order in which they were chosen.
  package let proposals: [Proposal]
  /// Standard deviation of the normal prior on each θ: what is believed of a model that has not fought.
  package static let priorDeviation = 2.0

  /// - Parameters:
  ///   - tally: all battles so far; may be empty.
  ///   - models: those that may battle; empty for all that have.
  /// - Throws: `singleModel`, `noBattles` where there are no two models; `unconverged`.
  package init(_ tally: BattleTally, models: [String] = [], count: Int) throws(StatsError) {
    let counts = try CollapsedCounts(tally, alsoRated: models)
    let prior = 1 / (Self.priorDeviation * Self.priorDeviation)
    let likelihood = Likelihood(counts: counts, ridge: prior)
    let fit = NewtonSolver().maximise(likelihood)
    guard fit.isConverged, let factor = likelihood.slope(at: fit.point).information.cholesky() else {
      throw .unconverged(gradientNorm: fit.gradientNorm, iterations: fit.steps)
    }
    let allowed = models.isEmpty ? Set(counts.models) : Set(models)
    var search = Search(
      models: counts.models.indices.filter { allowed.contains(counts.models[$0]) }, strengths: fit.point,
      covariance: factor.inverse())
    guard search.models.count >= 2 else { throw .singleModel(counts.models[search.models.first ?? 0]) }
    var proposals: [Proposal] = []
    for _ in 0..<count { Self.add(search.next(), of: counts.models, to: &proposals) }
    self.proposals = proposals
  }

  private static func add(_ choice: Search.Choice, of names: [String], to proposals: inout [Proposal]) {
    let (a, b) = (names[choice.first], names[choice.second])
    if let known = proposals.firstIndex(where: { $0.modelA == a && $0.modelB == b }) {
      proposals[known].battles += 1
    } else {
      proposals.append(
        Proposal(modelA: a, modelB: b, battles: 1, gain: choice.gain, probability: choice.probability))
    }
  }
}

/// Greedy choice of pairs over a covariance that shrinks with each of them.
private struct Search {
  struct Choice {
    let first: Int
    let second: Int
    let gain: Double
    let probability: Double
  }

  let models: [Int]
  let strengths: [Double]
  var covariance: SymmetricMatrix

  mutating func next() -> Choice {
    var best = Choice(first: models[0], second: models[1], gain: -1, probability: 0.5)
    for (index, first) in models.enumerated() {
      for second in models[(index + 1)...] {
        let choice = choice(first, second)
        if choice.gain > best.gain { best = choice }
      }
    }
    learn(best)
    return best
  }

  private func choice(_ first: Int, _ second: Int) -> Choice {
    let p = 1 / (1 + Glibc.exp(strengths[second] - strengths[first]))
    return Choice(
      first: first, second: second, gain: Glibc.log2(1 + p * (1 - p) * variance(first, second)) / 2, probability: p)
  }

  private func variance(_ first: Int, _ second: Int) -> Double {
    covariance[first, first] + covariance[second, second] - 2 * covariance[first, second]
  }

  /// The covariance after one more battle of the pair (Sherman & Morrison 1950).
  private mutating func learn(_ choice: Choice) {
    let weight = choice.probability * (1 - choice.probability)
    let lever = zip(covariance.row(choice.first), covariance.row(choice.second)).map { $0 - $1 }
    covariance.addOuter(lever, -weight / (1 + weight * variance(choice.first, choice.second)))
  }
}
