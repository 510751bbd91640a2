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

  /// All of the batch are kept before they are compared, with what was kept before them: their place is their number.
  private mutating func pairs(ofBatch texts: ArraySlice<String>) -> [Pair] {
    let parts = eachPart(of: texts) { sketches, first in (sketches, count + first) }
    keepAll(parts.map(\.0))
    return Cores.mapParts(of: parts.count, size: 1) { part in
      let (sketches, first) = parts[part.lowerBound]
      let candidates = candidates(of: sketches).filter { $0.place < first + $0.text }
      return compared(candidates, of: sketches).map {
        Pair(first: $0.place, second: first + $0.text, overlap: $0.overlap)
      }
    }.flatMap { $0 }
  }
}
