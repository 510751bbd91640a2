// A batch of texts, made ready on all cores for the search of near-duplicates: shingles, and a hash for each band.

struct Sketches {
  private(set) var shingles = ShingleStore()
  /// `bands` for each text.
  private var keys: [UInt32] = []
  private let bands: Int

  init(_ texts: ArraySlice<String>, by shingler: Shingler, _ hash: MinHash, _ plan: BandPlan) {
    bands = plan.bands
    let first = texts.startIndex
    let parts = Cores.mapParts(of: texts.count, size: 128) { part in
      Self.part(texts[(first + part.lowerBound)..<(first + part.upperBound)], shingler, hash, plan)
    }
    keys.reserveCapacity(texts.count * bands)
    for (store, part) in parts {
      shingles.append(allOf: store)
      keys.append(contentsOf: part)
    }
  }

  var count: Int { shingles.count }

  func key(_ text: Int, band: Int) -> UInt32 { keys[text * bands + band] }

  mutating func sort(_ entries: [Int]) { shingles.sort(entries) }

  private static func part(
    _ texts: ArraySlice<String>, _ shingler: Shingler, _ hash: MinHash, _ plan: BandPlan
  ) -> (ShingleStore, [UInt32]) {
    var store = ShingleStore(), scratch: [UInt64] = [], keys: [UInt32] = []
    keys.reserveCapacity(texts.count * plan.bands)
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: hash.permutations) { signature in
      guard let base = signature.baseAddress else { return }
      for text in texts {
        store.append(text, by: shingler, scratch: &scratch)
        store.withHashes(of: store.count - 1) { hash.write($0, to: base) }
        for band in 0..<plan.bands { keys.append(key(base + band * plan.rows, plan.rows)) }
      }
    }
    return (store, keys)
  }

  @inline(__always)
  private static func key(_ rows: UnsafePointer<UInt32>, _ count: Int) -> UInt32 {
    var key = Mixing.first
    for row in 0..<count { key = Mixing.fold(key ^ UInt64(rows[row]), Mixing.second) }
    return UInt32(truncatingIfNeeded: key)
  }
}
