// Some texts of a batch, made ready for the search of near-duplicates: shingles, and a hash for each band.

struct Sketches {
  private(set) var shingles = ShingleList()
  /// Band by band, one for each text.
  private var keys: [UInt32]
  let count: Int

  init(_ texts: ArraySlice<String>, by shingler: Shingler, _ hash: MinHash, _ plan: BandPlan) {
    count = texts.count
    keys = [UInt32](repeating: 0, count: texts.count * plan.bands)
    shingles.reserve(bytes: texts.reduce(0) { $0 + $1.utf8.count })
    var scratch = Shingler.Scratch()
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: hash.permutations) { signature in
      guard let base = signature.baseAddress else { return }
      for (number, text) in texts.enumerated() {
        shingles.append(text, by: shingler, scratch: &scratch)
        shingles.withShingles(of: number) { hash.write($0, to: base) }
        for band in 0..<plan.bands { keys[band * count + number] = Self.key(base + band * plan.rows, plan.rows) }
      }
    }
  }

  func key(_ text: Int, band: Int) -> UInt32 { keys[band * count + text] }

  /// Lends the keys of all texts for one band.
  func withKeys(of band: Int, _ body: (UnsafeBufferPointer<UInt32>) -> Void) {
    keys.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[(band * count)..<((band + 1) * count)])) }
  }

  @inline(__always)
  private static func key(_ rows: UnsafePointer<UInt32>, _ count: Int) -> UInt32 {
    var key = Mixing.first
    for row in 0..<count { key = Mixing.fold(key ^ UInt64(rows[row]), Mixing.second) }
    return UInt32(truncatingIfNeeded: key)
  }
}
