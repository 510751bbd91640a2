// Robust standard errors, which hold even where the model of the battles is wrong (ties as halves, soft outcomes).

/// The sandwich covariance H⁺ G H⁺ (Huber 1967; White 1980), H the information and G the summed outer products of the
/// battles' scores, with pseudo-inverses in the gauge Σθ = 0.
struct Sandwich: Sendable {
  let likelihood: Likelihood
  let point: [Double]

  /// One standard error per parameter of the likelihood; `nil` where the information is singular.
  func standardErrors() -> [Double]? {
    guard let factor = likelihood.slope(at: point).information.cholesky() else { return nil }
    let covariance = factor.sandwich(likelihood.scatter(at: point))
    return point.indices.map { max(0, covariance[$0, $0]).squareRoot() }
  }
}
