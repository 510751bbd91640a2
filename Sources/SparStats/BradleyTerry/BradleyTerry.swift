// The default rating: Bradley–Terry by maximum likelihood, with intervals that say how much it is worth.

internal import Glibc

/// Bradley & Terry, "Rank analysis of incomplete block designs", 1952: the odds that i beats j are exp(θ_i − θ_j).
///
/// A tie is half a win and half a loss, or an outcome of its own (`Ties`); a rating is mean + 400/ln 10 · θ with
/// Σθ = 0. The same battles in any order give the same bytes.
package enum BradleyTerry {
  /// Elo points per unit of θ.
  package static let eloPerTheta: Double = 400 / Glibc.log(10 as Double)

  package static func fit(_ battles: [RatedBattle], options: Options = Options()) throws(StatsError) -> RatingTable {
    try fit(BattleTally(battles, keepsStyle: !options.controls.isEmpty), options: options)
  }

  /// Fits battles that have been counted.
  ///
  /// Bounds are those of θ in the gauge Σθ = 0, moved with the ratings; an anchor keeps an interval of its own.
  /// - Parameter tally: keeps the style where `options` has controls.
  /// - Throws: `noBattles`, `singleModel`, `unfought`, `incomparable` (without a ridge), `tieParameter`,
  ///   `unconverged`, and errors of the input.
  package static func fit(_ tally: BattleTally, options: Options = Options()) throws(StatsError) -> RatingTable {
    let problem = try Problem(tally, options)
    let fit = try problem.solve()
    let bounds = Bounds(options, likelihood: problem.likelihood, point: fit.point)
    var table = RatingTable(
      ratings: rows(problem.counts, fit.point, bounds, options), method: RatingMethod.bradleyTerry.rawValue,
      interval: bounds.name, notes: problem.notes + bounds.notes, battles: problem.counts.battles,
      gradientNorm: fit.gradientNorm, iterations: fit.steps, resamples: bounds.resamples)
    table.tie = tieEstimate(problem, fit.point, bounds)
    table.coefficients = coefficients(problem.likelihood, fit.point, bounds)
    return table
  }

  private static func rows(_ counts: CollapsedCounts, _ point: [Double], _ bounds: Bounds, _ options: Options)
    -> [Rating]
  {
    var origin = options.mean
    if let anchor = options.anchor, let index = counts.models.firstIndex(of: anchor.model) {
      origin = anchor.rating - eloPerTheta * point[index]
    }
    return counts.models.indices.map { index in
      Rating(
        model: counts.models[index], rating: origin + eloPerTheta * point[index],
        lower: bounds.lower.map { origin + eloPerTheta * $0[index] },
        upper: bounds.upper.map { origin + eloPerTheta * $0[index] },
        battles: counts.battlesOfModel[index])
    }.ranked()
  }

  private static func tieEstimate(_ problem: Problem, _ point: [Double], _ bounds: Bounds) -> TieEstimate? {
    guard let index = problem.likelihood.tieIndex else {
      let withoutTies = [Ties.davidson: 0.0, .raoKupper: 1.0][problem.asked]
      return withoutTies.map { TieEstimate(ties: problem.asked, value: $0) }
    }
    return TieEstimate(
      ties: problem.asked, value: Glibc.exp(point[index]), lower: bounds.lower.map { Glibc.exp($0[index]) },
      upper: bounds.upper.map { Glibc.exp($0[index]) })
  }

  private static func coefficients(
    _ likelihood: Likelihood, _ point: [Double], _ bounds: Bounds
  ) -> [StyleCoefficient] {
    likelihood.controls.enumerated().map { offset, control in
      let index = likelihood.models + offset
      return StyleCoefficient(
        control: control, value: point[index], lower: bounds.lower?[index], upper: bounds.upper?[index])
    }
  }
}
