// All pairs of near-duplicates in a list, none of them turned away.

extension NearDuplicates {
  /// Two texts by their places in the list, from 0.
  package struct Pair: Equatable, Sendable {
    package let first: Int
    package let second: Int
    package let overlap: Double
  }

  /// The pairs that overlap by the threshold or more, by their second text, then by their first.
  package static func pairs(in texts: [String], _ options: Options = Options()) throws(CurationError) -> [Pair] {
    var index = try NearDuplicates(options)
    var pairs: [Pair] = []
    while index.count < texts.count {
      pairs += index.pairs(ofBatch: texts[index.count..<min(texts.count, index.count + 4096)])
    }
    return pairs
  }

  private mutating func pairs(ofBatch texts: ArraySlice<String>) -> [Pair] {
    var sketches = Sketches(texts, by: shingler, hash, plan)
    let outer = verified(candidates(of: sketches), &sketches).map {
      Pair(first: numbers[$0.earlier], second: count + $0.later, overlap: $0.overlap)
    }
    let inner = verifiedInner(innerCandidates(among: Array(0..<texts.count), of: sketches), &sketches).map {
      Pair(first: count + $0.earlier, second: count + $0.later, overlap: $0.overlap)
    }
    keep(Array(0..<texts.count), of: sketches)
    count += texts.count
    return (outer + inner).sorted { ($0.second, $0.first) < ($1.second, $1.first) }
  }
}
