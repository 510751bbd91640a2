// What is to be fitted, after everything that cannot be fitted was refused or left out and said.

extension BradleyTerry {
  struct Problem: Sendable {
    let counts: CollapsedCounts
    let likelihood: Likelihood
    /// What was asked for; without a tie the likelihood has no parameter for ties.
    let asked: Ties
    private(set) var notes: [String]

    init(_ tally: BattleTally, _ options: Options) throws(StatsError) {
      counts = try CollapsedCounts(tally)
      try options.validate(for: counts)
      asked = options.ties
      let ties = try Self.ties(options, counts)
      let obstacle = Comparability(counts).obstacle
      if let obstacle, options.ridge == 0 { throw .incomparable(reason: obstacle) }
      if ties.hasParameter, options.ridge == 0, let reason = TieCycle(counts).obstacle { throw .tieParameter(reason) }
      let cells = counts.cells
      let controls = options.controls.filter { control in cells.contains { ($0.style?[control] ?? 0) != 0 } }
      likelihood = Likelihood(counts: counts, ridge: options.ridge, ties: ties, controls: controls)
      notes = counts.notes + Self.ridgeNotes(options.ridge, obstacle)
      if ties != asked { notes.append("There is no tie, so nothing is fitted for ties.") }
      for control in options.controls where !controls.contains(control) {
        notes.append("No two responses differ in \(control.rawValue), so nothing is fitted for it.")
      }
    }

    func solve() throws(StatsError) -> NewtonSolver.Fit {
      let fit = NewtonSolver().maximise(likelihood)
      guard fit.isConverged else { throw .unconverged(gradientNorm: fit.gradientNorm, iterations: fit.steps) }
      return fit
    }

    private static func ties(_ options: Options, _ counts: CollapsedCounts) throws(StatsError) -> Ties {
      let ties = counts.cells.count { $0.outcome == 0.5 }
      if options.ties.hasParameter, ties == counts.cells.count { throw .tieParameter("every battle is a tie") }
      return ties == 0 ? .half : options.ties
    }

    private static func ridgeNotes(_ ridge: Double, _ obstacle: String?) -> [String] {
      guard ridge > 0 else { return [] }
      let shrunk = "A ridge of \(ridge) shrinks the ratings towards their mean."
      return obstacle.map { [shrunk, "Without the ridge there is no finite fit: \($0)."] } ?? [shrunk]
    }
  }
}
