// Two texts that share a band of their signatures, before and after they are compared.

/// A text of a part and a place of what is kept.
struct Candidate {
  /// By the text, then by the place.
  let order: UInt64

  init(text: Int, place: Int) { order = UInt64(text) << 32 | UInt64(place) }

  var text: Int { Int(order >> 32) }
  var place: Int { Int(order & 0xFFFF_FFFF) }

  /// In their order, each once.
  static func distinct(_ found: consuming [Candidate]) -> [Candidate] {
    var distinct = found
    distinct.sort { $0.order < $1.order }
    var count = 0
    for candidate in distinct where count == 0 || distinct[count - 1].order != candidate.order {
      distinct[count] = candidate
      count += 1
    }
    distinct.removeLast(distinct.count - count)
    return distinct
  }
}

/// Texts that were compared and overlap enough.
struct ComparedPair {
  let text: Int
  let place: Int
  let overlap: Double
}
