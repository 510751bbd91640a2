// The default rating: Bradley–Terry by maximum likelihood, with intervals that say how much it is worth.

internal import Glibc

/// Bradley & Terry, "Rank analysis of incomplete block designs", 1952: the odds that i beats j are exp(θ_i − θ_j).
///
/// A tie is half a win and half a loss; a rating is mean + 400/ln 10 · θ with Σθ = 0. The same battles in any order
/// give the same bytes.
package enum BradleyTerry {
  /// Elo points per unit of θ.
  package static let eloPerTheta: Double = 400 / Glibc.log(10 as Double)

  /// Fits `battles`.
  ///
  /// Bounds are those of θ in the gauge Σθ = 0, moved with the ratings; an anchor keeps an interval of its own.
  /// - Throws: `noBattles`, `singleModel`, `unfought`, `incomparable` (without a ridge), `unconverged`, and errors of
  ///   the input.
  package static func fit(_ battles: [RatedBattle], options: Options = Options()) throws(StatsError) -> RatingTable {
    let counts = try CollapsedCounts(battles)
    try options.validate(for: counts)
    let obstacle = Comparability(counts).obstacle
    if let obstacle, options.ridge == 0 { throw .incomparable(reason: obstacle) }

    let solver = NewtonSolver(), likelihood = Likelihood(counts: counts, ridge: options.ridge)
    let fit = solver.maximise(likelihood)
    guard fit.isConverged else { throw .unconverged(gradientNorm: fit.gradientNorm, iterations: fit.steps) }
    let bounds = Bounds(options, likelihood: likelihood, theta: fit.theta, solver: solver)
    return RatingTable(
      ratings: rows(counts, fit.theta, bounds, options), method: RatingMethod.bradleyTerry.rawValue,
      interval: bounds.name, notes: counts.notes + ridgeNotes(options.ridge, obstacle) + bounds.notes,
      battles: counts.battles, gradientNorm: fit.gradientNorm, iterations: fit.steps, resamples: bounds.resamples)
  }

  private static func rows(_ counts: CollapsedCounts, _ theta: [Double], _ bounds: Bounds, _ options: Options)
    -> [Rating]
  {
    var origin = options.mean
    if let anchor = options.anchor, let index = counts.models.firstIndex(of: anchor.model) {
      origin = anchor.rating - eloPerTheta * theta[index]
    }
    return theta.indices.map { index in
      Rating(
        model: counts.models[index], rating: origin + eloPerTheta * theta[index],
        lower: bounds.lower.map { origin + eloPerTheta * $0[index] },
        upper: bounds.upper.map { origin + eloPerTheta * $0[index] },
        battles: counts.battlesOfModel[index])
    }.ranked()
  }

  private static func ridgeNotes(_ ridge: Double, _ obstacle: String?) -> [String] {
    guard ridge > 0 else { return [] }
    let shrunk = "A ridge of \(ridge) shrinks the ratings towards their mean."
    return obstacle.map { [shrunk, "Without the ridge there is no finite fit: \($0)."] } ?? [shrunk]
  }
}
