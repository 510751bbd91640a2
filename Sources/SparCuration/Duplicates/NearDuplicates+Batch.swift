// One batch: candidates among what is kept, then among its own texts; each step on all cores.

extension NearDuplicates {
  /// A text of the batch and a place: of what is kept, or of the batch itself.
  struct Candidate: Equatable {
    let later: Int
    let earlier: Int
    var overlap = 0.0

    /// For sorting: by the later text, then by the earlier one.
    fileprivate var order: UInt64 { UInt64(later) << 32 | UInt64(earlier) }
  }

  mutating func add(batch texts: ArraySlice<String>) -> [Match?] {
    var sketches = Sketches(texts, by: shingler, hash, plan)
    var matches = best(of: verified(candidates(of: sketches), &sketches), count: texts.count)
    let fresh = matches.indices.filter { matches[$0] == nil }
    let inner = verifiedInner(innerCandidates(among: fresh, of: sketches), &sketches)
    for pair in inner where matches[pair.earlier] == nil {
      // Sorted by the later text: whether the earlier one stays is known by now.
      let match = Match(number: count + pair.earlier, overlap: pair.overlap)
      if pair.overlap > matches[pair.later]?.overlap ?? 0 { matches[pair.later] = match }
    }
    keep(fresh.filter { matches[$0] == nil }, of: sketches)
    count += texts.count
    return matches
  }

  // MARK: Candidates

  /// Pairs with what is kept, each once.
  func candidates(of sketches: Sketches) -> [Candidate] {
    guard kept.count > 0 else { return [] }
    let found = perBand(of: sketches.count) { band in
      var found: [Candidate] = []
      for text in 0..<sketches.count {
        tables[band].forEach(sketches.key(text, band: band)) { found.append(Candidate(later: text, earlier: $0)) }
      }
      return found
    }
    return Self.distinct(found)
  }

  /// Pairs within the batch.
  func innerCandidates(among texts: [Int], of sketches: Sketches) -> [Candidate] {
    guard texts.count > 1 else { return [] }
    let found = perBand(of: texts.count) { band in
      let sorted = texts.map { UInt64(sketches.key($0, band: band)) << 32 | UInt64($0) }.sorted()
      return Self.pairs(ofEqualKeys: sorted)
    }
    return Self.distinct(found)
  }

  /// A few texts are not worth a second thread.
  private func perBand(of count: Int, _ body: (Int) -> [Candidate]) -> [[Candidate]] {
    Cores.mapParts(of: plan.bands, size: count < 64 ? plan.bands : 1) { $0.flatMap(body) }
  }

  /// - Parameter sorted: keys in the upper half, texts in the lower.
  private static func pairs(ofEqualKeys sorted: [UInt64]) -> [Candidate] {
    var pairs: [Candidate] = []
    var start = 0
    for index in sorted.indices {
      if sorted[index] >> 32 != sorted[start] >> 32 { start = index }
      for other in start..<index {
        pairs.append(Candidate(later: Int(sorted[index] & 0xFFFF_FFFF), earlier: Int(sorted[other] & 0xFFFF_FFFF)))
      }
    }
    return pairs
  }

  private static func distinct(_ found: [[Candidate]]) -> [Candidate] {
    var distinct: [Candidate] = []
    for candidate in found.joined().sorted(by: { $0.order < $1.order })
    where candidate.order != distinct.last?.order { distinct.append(candidate) }
    return distinct
  }

  // MARK: Exact comparison

  /// The pairs that overlap enough, in their order.
  mutating func verified(_ pairs: [Candidate], _ sketches: inout Sketches) -> [Candidate] {
    sketches.sort(pairs.map(\.later))
    kept.sort(pairs.map(\.earlier))
    return filtered(pairs, sketches.shingles, kept)
  }

  func verifiedInner(_ pairs: [Candidate], _ sketches: inout Sketches) -> [Candidate] {
    sketches.sort(pairs.flatMap { [$0.later, $0.earlier] })
    return filtered(pairs, sketches.shingles, sketches.shingles)
  }

  private func filtered(_ pairs: [Candidate], _ later: ShingleStore, _ earlier: ShingleStore) -> [Candidate] {
    Cores.mapParts(of: pairs.count, size: 1024) { part in
      pairs[part].compactMap { pair in
        let overlap = later.overlap(pair.later, with: earlier, pair.earlier)
        return overlap >= options.threshold
          ? Candidate(later: pair.later, earlier: pair.earlier, overlap: overlap) : nil
      }
    }.flatMap { $0 }
  }

  /// The nearest of what is kept for each text of the batch, the first of equals.
  func best(of pairs: [Candidate], count: Int) -> [Match?] {
    var matches = [Match?](repeating: nil, count: count)
    for pair in pairs where pair.overlap > matches[pair.later]?.overlap ?? 0 {
      matches[pair.later] = Match(number: numbers[pair.earlier], overlap: pair.overlap)
    }
    return matches
  }

  // MARK: Keeping

  /// Takes texts of the batch into the tables, before `count` goes on.
  mutating func keep(_ texts: [Int], of sketches: Sketches) {
    for text in texts {
      kept.append(text, of: sketches.shingles)
      numbers.append(count + text)
    }
    tables.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let tables = buffer
      Cores.forEachPart(of: plan.bands, size: texts.count < 64 ? plan.bands : 1) { bands in
        for band in bands { for text in texts { tables[band].put(sketches.key(text, band: band)) } }
      }
    }
  }
}
