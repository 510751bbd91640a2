// Newton's method with step halving on a concave likelihood.

/// Done when the next step would move no parameter by more than the tolerance: unlike a bound on the gradient, that
/// means the same for ten battles and ten million, and for even odds and long ones.
struct NewtonSolver: Sendable {
  /// In θ units; 1e-9 is less than two millionths of an Elo point.
  var tolerance = 1e-9
  var maxSteps = 100

  struct Fit: Sendable {
    /// All parameters of the likelihood, the strengths first.
    var point: [Double]
    /// The largest absolute component of the gradient.
    var gradientNorm: Double
    var steps: Int
    var isConverged: Bool
  }

  func maximise(_ likelihood: Likelihood, from start: [Double]? = nil) -> Fit {
    var point = start ?? likelihood.start
    var slope = likelihood.slope(at: point)
    func fit(_ steps: Int, isConverged: Bool) -> Fit {
      let norm = largest(slope.gradient)
      return Fit(point: point, gradientNorm: norm, steps: steps, isConverged: isConverged && norm.isFinite)
    }
    for step in 1...maxSteps {
      guard let direction = slope.information.cholesky()?.solve(slope.gradient),
        let next = improved(point, along: direction, slope.value, likelihood)
      else { return fit(step - 1, isConverged: false) }
      (point, slope) = (next.point, next.slope)
      if largest(direction) <= tolerance { return fit(step, isConverged: true) }
    }
    return fit(maxSteps, isConverged: false)
  }

  /// The full step, or the largest of its halves that does not lower the likelihood (beyond rounding).
  private func improved(
    _ point: [Double], along direction: [Double], _ value: Double, _ likelihood: Likelihood
  ) -> (point: [Double], slope: Likelihood.Slope)? {
    let slack = 1e-12 * max(1, abs(value))
    var length = 1.0
    for _ in 0..<50 {
      let next = centred(zip(point, direction).map { $0 + length * $1 }, models: likelihood.models)
      let slope = likelihood.slope(at: next)
      if slope.value >= value - slack { return (next, slope) }
      length /= 2
    }
    return nil
  }

  private func centred(_ point: [Double], models: Int) -> [Double] {
    var point = point
    let mean = point[..<models].reduce(0, +) / Double(models)
    for index in 0..<models { point[index] -= mean }
    return point
  }

  private func largest(_ vector: [Double]) -> Double { vector.reduce(0) { max($0, abs($1)) } }
}
