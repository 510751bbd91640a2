// Whether two raters agree more than their habits would make them by chance.

/// Cohen, "A coefficient of agreement for nominal scales", 1960; weighted: Cohen 1968.
package struct CohenKappa: Sendable, Equatable {
  /// How much two different ratings still agree.
  package enum Weights: String, Sendable, CaseIterable {
    /// Not at all.
    case none
    /// By their distance.
    case linear
    /// By the square of their distance.
    case quadratic
  }

  /// 1: they always agree; 0: as often as chance would have it; below: less.
  package let kappa: Double
  /// The share of items on which they agree (for weights: the mean agreement).
  package let observed: Double
  /// The same for raters who do not look at the items but keep to their own frequencies.
  package let expected: Double
  package let items: Int

  /// - Throws: `undefined` for lists of different lengths, for none, or where both raters only ever gave one and the
  ///   same rating.
  package init<Label: Hashable>(_ a: [Label], _ b: [Label]) throws(StatsError) {
    try self.init(a, b) { $0 == $1 ? 1 : 0 }
  }

  /// For numbers on an interval scale.
  package init(_ a: [Double], _ b: [Double], weights: Weights) throws(StatsError) {
    let all = a + b
    let range = (all.max() ?? 0) - (all.min() ?? 0)
    try self.init(a, b) { left, right in
      if left == right { return 1 }
      let distance = abs(left - right) / range
      switch weights {
      case .none: return 0
      case .linear: return 1 - distance
      case .quadratic: return 1 - distance * distance
      }
    }
  }

  private init<Label: Hashable>(
    _ a: [Label], _ b: [Label], agreement: (Label, Label) -> Double
  ) throws(StatsError) {
    guard a.count == b.count else {
      throw .undefined("Cohen's kappa compares lists of one length, not \(a.count) and \(b.count) ratings.")
    }
    guard !a.isEmpty else { throw .undefined("Cohen's kappa needs at least one item.") }
    items = a.count
    let total = Double(items)
    observed = zip(a, b).reduce(0) { $0 + agreement($1.0, $1.1) } / total
    let ofA = Dictionary(a.map { ($0, 1.0) }, uniquingKeysWith: +)
    let ofB = Dictionary(b.map { ($0, 1.0) }, uniquingKeysWith: +)
    var chance = 0.0
    for (left, times) in ofA {
      for (right, others) in ofB { chance += times * others * agreement(left, right) }
    }
    expected = chance / (total * total)
    guard expected < 1 else {
      throw .undefined("Cohen's kappa has no value where both raters only ever gave one and the same rating.")
    }
    kappa = (observed - expected) / (1 - expected)
  }
}
