// Randomness that is the same on every machine and in every run: a stream per purpose, seeded by content.

internal import Glibc

/// SplitMix64 (Steele, Lea & Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014).
///
/// Swift's own `shuffled`, `randomElement` and `random(in:)` may change their algorithm between releases,
/// so what must stay the same for years is drawn with the methods below.
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// A stream of its own for a purpose: the same seed and the same fields give the same draws, whatever else
  /// was drawn before.
  package init(seed: UInt64, purpose: String, _ fields: String...) {
    self.init(seed: seed, purpose: purpose, fields: fields)
  }

  package init(seed: UInt64, purpose: String, fields: [String]) {
    var builder = ContentKey.Builder("random/1")
    builder.add("seed", String(seed))
    builder.add("purpose", purpose)
    for field in fields { builder.add("field", field) }
    self.init(seed: builder.build().seed)
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform in [0, 1), 53 bits.
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform in 0 ..< `bound` (Lemire's multiplication with rejection).
  package mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "bound must be positive")
    let bound = UInt64(bound)
    let threshold = (0 &- bound) % bound
    while true {
      let product = next().multipliedFullWidth(by: bound)
      if product.low >= threshold { return Int(product.high) }
    }
  }

  /// Standard normal (Box–Muller, one of the two values).
  package mutating func normal() -> Double {
    let radius = (-2 * Glibc.log(1 - unit())).squareRoot()
    return radius * Glibc.cos(2 * .pi * unit())
  }

  /// An index drawn with probability proportional to its weight; `nil` where no weight is positive.
  package mutating func index(weights: [Double]) -> Int? {
    let total = weights.reduce(0) { $0 + max(0, $1) }
    guard total > 0 else { return nil }
    var remaining = unit() * total
    for (index, weight) in weights.enumerated() where weight > 0 {
      remaining -= weight
      if remaining < 0 { return index }
    }
    return weights.lastIndex { $0 > 0 }
  }

  package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, index(below: last + 1))
    }
    return elements
  }

  package mutating func element<Element>(of elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[index(below: elements.count)]
  }
}
