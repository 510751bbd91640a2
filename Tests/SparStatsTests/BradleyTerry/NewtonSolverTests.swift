// The fit where it is numerically hard.

import SparStats
import Testing

@Suite("Newton's method")
struct NewtonSolverTests {
  @Test("odds of a million to one converge to their logarithm")
  func longOdds() throws {
    let table = try BradleyTerry.fit([
      .init("A", "B", outcome: 1, weight: 1_000_000), .init("A", "B", outcome: 0),
    ])
    // 400 · log10(10⁶) = 2400
    #expect(abs(try table.gap("A", "B") - 2400) < 1e-3)
  }

  @Test("a ladder of forty models, each beating the next nine times of ten, adds up")
  func ladder() throws {
    let names = (0..<40).map { "m\($0 + 10)" }
    let battles = zip(names, names.dropFirst()).flatMap { log(($0, 9, 1, $1)) }
    let table = try BradleyTerry.fit(battles)
    // Each step is 400 · log10 9 = 381.70; 39 of them.
    #expect(abs(try table.gap("m10", "m49") - 39 * 381.697_003_8) < 1e-3)
  }

  @Test("a fit that is far from done is refused, with its gradient")
  func refusal() {
    let error = StatsError.unconverged(gradientNorm: 0.5, iterations: 100)
    #expect(error.message == "The fit did not converge: the gradient is still 0.5 after 100 Newton steps.")
    // Odds of 10³⁰⁰ to one: the curvature vanishes before the gradient does.
    #expect(throws: StatsError.self) {
      try BradleyTerry.fit([.init("A", "B", outcome: 1, weight: 1e300), .init("A", "B", outcome: 0, weight: 1e-300)])
    }
  }
}
