// The bounds of a fit's intervals under the chosen method, one for each parameter of the likelihood.

extension BradleyTerry {
  struct Bounds: Sendable {
    private(set) var lower: [Double]?
    private(set) var upper: [Double]?
    private(set) var name = "none"
    private(set) var notes: [String] = []
    private(set) var resamples: RatingTable.Resamples?

    init(_ options: Options, likelihood: Likelihood, point: [Double]) {
      switch options.interval {
      case .none: break
      case .sandwich: setSandwich(options, Sandwich(likelihood: likelihood, point: point))
      case .bootstrap(let rounds, let seed):
        let bootstrap = Bootstrap(likelihood: likelihood, rounds: rounds, seed: seed)
        setBootstrap(options, bootstrap.run(from: point), parameters: point.count, rounds: rounds)
      }
    }

    private mutating func setSandwich(_ options: Options, _ sandwich: Sandwich) {
      // Battles that all end exactly as the fit says (nothing but ties) leave no residual: the interval would
      // have no width, which is a statement about the formula and not about the models.
      guard let errors = sandwich.standardErrors(), errors.allSatisfy({ $0.isFinite && $0 > 1e-9 }) else {
        notes.append("The battles show no scatter around the fit, so no interval can be given.")
        return
      }
      let z = NormalQuantile.twoSided(options.confidence)
      lower = zip(sandwich.point, errors).map { $0 - z * $1 }
      upper = zip(sandwich.point, errors).map { $0 + z * $1 }
      name = "sandwich \(percent(options.confidence))"
    }

    private mutating func setBootstrap(_ options: Options, _ result: Bootstrap.Result, parameters: Int, rounds: Int) {
      resamples = RatingTable.Resamples(drawn: rounds, withoutFiniteFit: result.withoutFiniteFit)
      if result.withoutFiniteFit > 0 {
        notes.append(
          "\(result.withoutFiniteFit) of \(rounds) resamples have no finite fit and are left out; "
            + "the intervals are too narrow.")
      }
      guard result.points.count > 1 else { return }
      let tail = (1 - options.confidence) / 2
      let bounds = (0..<parameters).map { result.percentiles(of: $0, [tail, 1 - tail]) }
      lower = bounds.map { $0[0] }
      upper = bounds.map { $0[1] }
      name = "bootstrap \(percent(options.confidence))"
    }

    private func percent(_ share: Double) -> String {
      let value = (share * 1e6).rounded() / 1e4
      return value == value.rounded() ? "\(Int(value))%" : "\(value)%"
    }
  }
}
