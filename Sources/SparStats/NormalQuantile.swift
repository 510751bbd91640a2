// From a confidence level to the number of standard errors.

internal import Glibc

enum NormalQuantile {
  /// z such that a standard normal lies within ±z with probability `confidence`: 1.959964 for 0.95.
  ///
  /// Bisection on erfc, which falls steadily; 80 halvings of [0, 40] leave less than the last bit.
  static func twoSided(_ confidence: Double) -> Double {
    var low = 0.0, high = 40.0
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if Glibc.erfc(middle / 2.0.squareRoot()) > 1 - confidence { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
