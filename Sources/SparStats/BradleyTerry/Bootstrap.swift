// Percentile intervals from resampled battles.

internal import Dispatch
internal import SparCore
internal import Synchronization

/// Multinomial resamples over the collapsed counts, each refitted (Efron, "Bootstrap methods", 1979).
///
/// A resample whose win graph is not strongly connected has no finite fit; it is counted and left out, never
/// entered as a large number. Every round draws from a stream of its own, so that the result is the same on any number
/// of processors; all of them are used.
struct Bootstrap: Sendable {
  let likelihood: Likelihood
  let rounds: Int
  let seed: UInt64
  /// Steps double the right digits: one of 1e-6 leaves 1e-12.
  private let solver = NewtonSolver(tolerance: 1e-6)

  init(likelihood: Likelihood, rounds: Int, seed: UInt64) {
    self.likelihood = likelihood
    self.rounds = rounds
    self.seed = seed
  }

  struct Result: Sendable {
    /// The parameters of each resample with a finite fit.
    var points: [[Double]]
    var withoutFiniteFit: Int

    /// Percentiles (`shares`, 0...1) of one parameter, interpolated linearly between resamples; of two or more.
    func percentiles(of parameter: Int, _ shares: [Double]) -> [Double] {
      let sorted = points.map { $0[parameter] }.sorted()
      return shares.map { share in
        let position = share * Double(sorted.count - 1)
        let index = min(Int(position), sorted.count - 2)
        return sorted[index] + (position - Double(index)) * (sorted[index + 1] - sorted[index])
      }
    }
  }

  func run(from point: [Double]) -> Result {
    let found = Mutex(Array(repeating: [Double]?.none, count: rounds))
    DispatchQueue.concurrentPerform(iterations: rounds) { round in
      let fitted = self.round(round, from: point)
      found.withLock { $0[round] = fitted }
    }
    let points = found.withLock { $0.compactMap { $0 } }
    return Result(points: points, withoutFiniteFit: rounds - points.count)
  }

  private func round(_ round: Int, from point: [Double]) -> [Double]? {
    var random = SeededRandom(seed: seed, purpose: "bootstrap", String(round))
    let counts = likelihood.counts.cells.map(\.count)
    return fit(likelihood.counts.recounted(Multinomial.resample(counts, &random)), from: point)
  }

  private func fit(_ sample: CollapsedCounts, from point: [Double]) -> [Double]? {
    if likelihood.ridge == 0 {
      guard WinGraph(sample).isStronglyConnected else { return nil }
      guard !likelihood.ties.hasParameter || isTieFinite(sample) else { return nil }
    }
    let resampled = Likelihood(
      counts: sample, ridge: likelihood.ridge, ties: likelihood.ties, controls: likelihood.controls)
    let fit = solver.maximise(resampled, from: point)
    return fit.isConverged ? fit.point : nil
  }

  private func isTieFinite(_ sample: CollapsedCounts) -> Bool {
    sample.cells.contains { $0.outcome == 0.5 } && TieCycle(sample).obstacle == nil
  }
}
