// Resampled counts, without drawing battle by battle.

internal import Glibc
internal import SparCore

/// Draws as many balls as `counts` has, with replacement, and counts them again: each cell in turn takes a binomial
/// share of what the cells before it have left, so that the time depends on the cells and not on the battles.
enum Multinomial {
  static func resample(_ counts: [Int], _ random: inout SeededRandom) -> [Int] {
    var left = counts.reduce(0, +), draws = left
    return counts.map { count in
      defer { left -= count }
      guard draws > 0, count > 0 else { return 0 }
      let taken = count == left ? draws : Binomial.draw(draws, Double(count) / Double(left), &random)
      draws -= taken
      return taken
    }
  }
}

enum Binomial {
  /// How many of `n` trials succeed, each with probability `p` within 0 and 1.
  static func draw(_ n: Int, _ p: Double, _ random: inout SeededRandom) -> Int {
    if p > 0.5 { return n - draw(n, 1 - p, &random) }
    return Double(n) * p < 10 ? byInversion(n, p, &random) : byRejection(n, p, &random)
  }

  /// Adds up probabilities until they exceed a uniform number; takes n · p steps.
  private static func byInversion(_ n: Int, _ p: Double, _ random: inout SeededRandom) -> Int {
    let odds = p / (1 - p)
    var probability = Glibc.exp(Double(n) * Glibc.log1p(-p)), rest = random.unit(), successes = 0
    while rest > probability, successes < n {
      rest -= probability
      successes += 1
      probability *= odds * Double(n - successes + 1) / Double(successes)
    }
    return successes
  }

  /// Transformed rejection with a squeeze, algorithm BTRS (Hörmann, "The generation of binomial random variates", 1993).
  private static func byRejection(_ n: Int, _ p: Double, _ random: inout SeededRandom) -> Int {
    let total = Double(n)
    let deviation = (total * p * (1 - p)).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * p
    while true {
      let u = random.unit() - 0.5, v = random.unit()
      let edge = 0.5 - abs(u)
      let k = ((2 * a / edge + b) * u + total * p + 0.5).rounded(.down)
      if edge >= 0.07, v <= 0.92 - 4.2 / b { return Int(k) }
      guard k >= 0, k <= total else { continue }
      let height = v * (2.83 + 5.1 / b) * deviation / (a / (edge * edge) + b)
      if Glibc.log(height) <= logRatio(k, total, p) { return Int(k) }
    }
  }

  /// log of the probability of k beside that of the mode.
  private static func logRatio(_ k: Double, _ n: Double, _ p: Double) -> Double {
    let mode = ((n + 1) * p).rounded(.down)
    return logFactorial(mode) + logFactorial(n - mode) - logFactorial(k) - logFactorial(n - k)
      + (k - mode) * Glibc.log(p / (1 - p))
  }

  /// log n!; by Stirling's series from 10 on, because lgamma writes a global.
  private static func logFactorial(_ n: Double) -> Double {
    if n < 10 { return Glibc.log((2...10).reduce(1.0) { Double($1) <= n ? $0 * Double($1) : $0 }) }
    let x = n + 1, square = 1 / (x * x)
    let series = (1.0 / 12 - square * (1.0 / 360 - square / 1260)) / x
    return (x - 0.5) * Glibc.log(x) - x + 0.918_938_533_204_672_7 + series
  }
}
