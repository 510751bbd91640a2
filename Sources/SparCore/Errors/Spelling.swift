// "Did you mean": the known name nearest to a mistyped one.

package enum Spelling {
  /// The nearest of `names` to `word`, or `nil` where none is near enough to be a slip of the fingers.
  package static func nearest(to word: String, in names: some Sequence<String>) -> String? {
    let limit = max(1, word.count / 3)
    return names.map { (name: $0, distance: distance(word, $0)) }
      .filter { $0.distance <= limit }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
  }

  /// Damerau–Levenshtein distance in its restricted form (optimal string alignment): a swap of neighbours costs one.
  package static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.lowercased()), right = Array(right.lowercased())
    var beforeLast = [Int](), last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        let same = left[i] == right[j]
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (same ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[right.count]
  }
}
