// Percentile intervals from resampled battles.

internal import SparCore

/// Multinomial resamples over the collapsed counts, each refitted (Efron, "Bootstrap methods", 1979).
///
/// A resample whose win graph is not strongly connected has no finite fit; it is counted and left out, never
/// entered as a large number.
struct Bootstrap: Sendable {
  let likelihood: Likelihood
  let solver: NewtonSolver
  let rounds: Int
  let seed: UInt64

  struct Result: Sendable {
    /// θ of each resample with a finite fit.
    var thetas: [[Double]]
    var withoutFiniteFit: Int

    /// The percentile `share` (0...1) of one model's θ, interpolated linearly between resamples.
    func percentile(_ model: Int, _ share: Double) -> Double? {
      let sorted = thetas.map { $0[model] }.sorted()
      guard let last = sorted.last else { return nil }
      let position = share * Double(sorted.count - 1)
      let index = Int(position)
      guard index + 1 < sorted.count else { return last }
      return sorted[index] + (position - Double(index)) * (sorted[index + 1] - sorted[index])
    }
  }

  func run(from theta: [Double]) -> Result {
    var random = SeededRandom(seed: seed, purpose: "bootstrap")
    let cellOfBattle = likelihood.counts.cells.enumerated().flatMap { index, cell in
      repeatElement(index, count: cell.count)
    }
    var result = Result(thetas: [], withoutFiniteFit: 0)
    for _ in 0..<rounds {
      let sample = draw(cellOfBattle, &random)
      if let theta = fit(sample, from: theta) { result.thetas.append(theta) } else { result.withoutFiniteFit += 1 }
    }
    return result
  }

  private func draw(_ cellOfBattle: [Int], _ random: inout SeededRandom) -> CollapsedCounts {
    var counts = Array(repeating: 0, count: likelihood.counts.cells.count)
    for _ in cellOfBattle { counts[cellOfBattle[random.index(below: cellOfBattle.count)]] += 1 }
    return likelihood.counts.recounted(counts)
  }

  private func fit(_ sample: CollapsedCounts, from theta: [Double]) -> [Double]? {
    guard likelihood.ridge > 0 || WinGraph(sample).isStronglyConnected else { return nil }
    let fit = solver.maximise(Likelihood(counts: sample, ridge: likelihood.ridge), from: theta)
    return fit.isConverged ? fit.theta : nil
  }
}
