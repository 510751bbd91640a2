// Whether many raters agree more than chance would make them, where each item has as many ratings as the next.

/// Fleiss, "Measuring nominal scale agreement among many raters", 1971.
package struct FleissKappa: Sendable, Equatable {
  package let kappa: Double
  /// The mean share of pairs of raters who agree on an item.
  package let observed: Double
  package let expected: Double

  /// - Parameter counts: for each item, how many raters chose each category.
  /// - Throws: `undefined` where the items have not the same number of ratings, two or more, or all are of one category.
  package init(counts: [[Int]]) throws(StatsError) {
    let raters = counts.first?.reduce(0, +) ?? 0
    guard raters >= 2 else { throw .undefined("Fleiss' kappa needs at least one item with two ratings or more.") }
    guard counts.allSatisfy({ $0.reduce(0, +) == raters && $0.count == counts[0].count && $0.allSatisfy { $0 >= 0 } })
    else {
      throw .undefined(
        "Fleiss' kappa needs as many ratings for each item as for the first, \(raters); "
          + "Krippendorff's alpha copes with missing ones.")
    }
    let pairs = Double(raters * (raters - 1))
    observed = Moments.mean(counts.map { row in Double(row.reduce(0) { $0 + $1 * ($1 - 1) }) / pairs })
    let total = Double(raters * counts.count)
    let shares = counts[0].indices.map { category in Double(counts.reduce(0) { $0 + $1[category] }) / total }
    expected = shares.reduce(0) { $0 + $1 * $1 }
    guard expected < 1 else {
      throw .undefined("Fleiss' kappa has no value where all ratings are of one category.")
    }
    kappa = (observed - expected) / (1 - expected)
  }
}
