// Newton's method with step halving on a concave likelihood.

/// Done when the next step would move no θ by more than the tolerance: unlike a bound on the gradient, that means the
/// same for ten battles and ten million, and for even odds and long ones.
struct NewtonSolver: Sendable {
  /// In θ units; 1e-9 is less than two millionths of an Elo point.
  var tolerance = 1e-9
  var maxSteps = 100

  struct Fit: Sendable {
    var theta: [Double]
    /// The largest absolute component of the gradient.
    var gradientNorm: Double
    var steps: Int
    var isConverged: Bool
  }

  func maximise(_ likelihood: Likelihood, from start: [Double]? = nil) -> Fit {
    var theta = start ?? Array(repeating: 0, count: likelihood.size)
    func fit(_ steps: Int, isConverged: Bool) -> Fit {
      let norm = largest(likelihood.gradient(theta))
      return Fit(theta: theta, gradientNorm: norm, steps: steps, isConverged: isConverged && norm.isFinite)
    }
    for step in 1...maxSteps {
      guard let direction = likelihood.information(theta).cholesky()?.solve(likelihood.gradient(theta)),
        let next = improved(theta, along: direction, likelihood)
      else { return fit(step - 1, isConverged: false) }
      theta = centred(next)
      if largest(direction) <= tolerance { return fit(step, isConverged: true) }
    }
    return fit(maxSteps, isConverged: false)
  }

  /// The full step, or the largest of its halves that does not lower the likelihood (beyond rounding).
  private func improved(_ theta: [Double], along direction: [Double], _ likelihood: Likelihood) -> [Double]? {
    let value = likelihood.value(theta)
    let slack = 1e-12 * max(1, abs(value))
    var length = 1.0
    for _ in 0..<50 {
      let next = zip(theta, direction).map { $0 + length * $1 }
      if likelihood.value(next) >= value - slack { return next }
      length /= 2
    }
    return nil
  }

  private func centred(_ theta: [Double]) -> [Double] {
    let mean = theta.reduce(0, +) / Double(theta.count)
    return theta.map { $0 - mean }
  }

  private func largest(_ gradient: [Double]) -> Double { gradient.reduce(0) { max($0, abs($1)) } }
}
