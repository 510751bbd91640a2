// Cohen's kappa from a table of counts, for raters whose items were counted as they streamed past.

extension CohenKappa {
  /// - Parameter counts: at [row][column] how many items the first rater gave the row's label and the second the
  ///   column's; square.
  /// - Throws: `undefined` for a table of nothing, or where both raters only ever gave one and the same rating.
  package init(counts: [[Int]]) throws(StatsError) {
    let rows = counts.map { row in Double(row.reduce(0, +)) }
    let total = rows.reduce(0, +)
    guard total > 0, counts.allSatisfy({ $0.count == counts.count }) else {
      throw .undefined("Cohen's kappa needs a square table with at least one item.")
    }
    let columns = counts.indices.map { column in Double(counts.reduce(0) { $0 + $1[column] }) }
    let same = Double(counts.indices.reduce(0) { $0 + counts[$1][$1] })
    let chance = zip(rows, columns).reduce(0) { $0 + $1.0 * $1.1 } / (total * total)
    guard chance < 1 else {
      throw .undefined("Cohen's kappa has no value where both raters only ever gave one and the same rating.")
    }
    kappa = (same / total - chance) / (1 - chance)
    observed = same / total
    expected = chance
    items = Int(total)
  }
}
