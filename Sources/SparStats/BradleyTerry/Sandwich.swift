// Robust standard errors, which hold even where the model of the battles is wrong (ties as halves, soft outcomes).

/// The sandwich covariance H⁺ G H⁺ (Huber 1967; White 1980), H the information and G the summed outer products of the
/// battles' scores, with pseudo-inverses in the gauge Σθ = 0.
struct Sandwich: Sendable {
  let likelihood: Likelihood
  let theta: [Double]

  /// One standard error per model, in θ units; `nil` where the information is singular.
  func standardErrors() -> [Double]? {
    guard let factor = likelihood.information(theta).cholesky() else { return nil }
    let scores = squaredScores()
    return theta.indices.map { variance(factor.inverseColumn($0), scores).squareRoot() }
  }

  /// Per cell: the sum over its battles of (weight · residual)².
  private func squaredScores() -> [Double] {
    likelihood.counts.cells.map { cell in
      let score = cell.weight * (cell.outcome - likelihood.probability(cell, theta))
      return Double(cell.count) * score * score
    }
  }

  /// cᵀ G c for one column c of the inverse; a battle's score lies along e_first − e_second.
  private func variance(_ column: [Double], _ scores: [Double]) -> Double {
    zip(likelihood.counts.cells, scores).reduce(0) { sum, pair in
      let (cell, score) = pair
      let lever = column[cell.first] - column[cell.second]
      return sum + score * lever * lever
    }
  }
}
