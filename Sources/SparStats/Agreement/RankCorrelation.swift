// Whether two lists of numbers put the same things in the same order.

/// Correlations of ranks; both take numbers of the same things in the same order.
package enum RankCorrelation {
  /// Spearman's ρ: Pearson's correlation of the ranks, equal values sharing the mean of theirs.
  ///
  /// - Throws: `undefined` for fewer than two pairs, for lists of different lengths, or where one list is constant.
  package static func spearman(_ x: [Double], _ y: [Double]) throws(StatsError) -> Double {
    try check(x, y, "Spearman's rho")
    return try Moments.correlation(ranks(x), ranks(y), "Spearman's rho")
  }

  /// Kendall's τ_b (Kendall 1945): pairs in the same order less pairs in the opposite one, corrected for ties.
  ///
  /// - Throws: as `spearman`.
  package static func kendall(_ x: [Double], _ y: [Double]) throws(StatsError) -> Double {
    try check(x, y, "Kendall's tau")
    let order = x.indices.sorted { (x[$0], y[$0]) < (x[$1], y[$1]) }
    let pairs = count(x.count)
    let tiedX = tied(order.map { x[$0] }) { $0 == $1 }
    let tiedBoth = tied(order.map { (x[$0], y[$0]) }) { $0 == $1 }
    var sequence = order.map { y[$0] }
    let discordant = Self.inversions(&sequence)
    let tiedY = tied(sequence) { $0 == $1 }
    guard tiedX < pairs, tiedY < pairs else { throw .undefined("Kendall's tau has no value where a list is constant.") }
    let difference = pairs - tiedX - tiedY + tiedBoth - 2 * Double(discordant)
    return difference / ((pairs - tiedX) * (pairs - tiedY)).squareRoot()
  }

  /// Ranks from 1, equal values sharing the mean of theirs.
  static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = Array(repeating: 0.0, count: values.count)
    var first = 0
    while first < order.count {
      var next = first + 1
      while next < order.count, values[order[next]] == values[order[first]] { next += 1 }
      for place in first..<next { ranks[order[place]] = Double(first + next + 1) / 2 }
      first = next
    }
    return ranks
  }

  private static func check(_ x: [Double], _ y: [Double], _ name: String) throws(StatsError) {
    guard x.count == y.count else {
      throw .undefined("\(name) compares lists of one length, not \(x.count) and \(y.count) values.")
    }
    guard x.count >= 2 else { throw .undefined("\(name) needs two pairs of values or more, not \(x.count).") }
    guard (x + y).allSatisfy({ !$0.isNaN }) else { throw .undefined("\(name) cannot order a value that is no number.") }
  }

  private static func count(_ things: Int) -> Double { Double(things) * Double(things - 1) / 2 }

  /// Pairs within runs of equal elements.
  private static func tied<Element>(_ sorted: [Element], _ isEqual: (Element, Element) -> Bool) -> Double {
    var pairs = 0.0, run = 1
    for index in sorted.indices.dropFirst() {
      run = isEqual(sorted[index - 1], sorted[index]) ? run + 1 : 1
      pairs += Double(run - 1)
    }
    return pairs
  }

  /// Sorts, and counts the pairs that stood in the wrong order (Knight 1966: by merging, in n log n steps).
  private static func inversions(_ values: inout [Double]) -> Int {
    guard values.count > 1 else { return 0 }
    var left = Array(values[..<(values.count / 2)]), right = Array(values[(values.count / 2)...])
    var found = inversions(&left) + inversions(&right)
    var merged: [Double] = [], i = 0, j = 0
    merged.reserveCapacity(values.count)
    while i < left.count, j < right.count {
      if left[i] <= right[j] {
        merged.append(left[i])
        i += 1
      } else {
        merged.append(right[j])
        found += left.count - i
        j += 1
      }
    }
    values = merged + left[i...] + right[j...]
    return found
  }
}
