// One batch: each of its parts is sketched and compared with what is kept, on all cores; then its texts are gone through in
// order, and those that stay are put into the tables, on all cores again.

extension NearDuplicates {
  /// Texts that one core takes at a time: their sketches fit its cache.
  private static let part = 128

  mutating func add(batch texts: ArraySlice<String>) -> [Match?] {
    let parts = eachPart(of: texts) { sketches, _ in
      (sketches, nearest(among: compared(candidates(of: sketches), of: sketches), count: sketches.count))
    }
    let sketches = parts.map(\.0)
    var matches: [Match?] = []
    matches.reserveCapacity(texts.count)
    var newcomers = Newcomers(sketches, bands: plan.bands)
    for (part, (_, found)) in parts.enumerated() {
      for (number, match) in found.enumerated() {
        let text = Newcomers.Text(part: part, number: number, place: matches.count)
        let near = newcomers.nearest(to: text, least: options.threshold)
        if match == nil, near == nil { newcomers.append(text) }
        matches.append(nearer(match, near.map { Match(number: count + $0.number, overlap: $0.overlap) }))
      }
    }
    keep(newcomers.texts, of: sketches)
    count += texts.count
    return matches
  }

  /// What `body` makes of the sketches of each part; it is told where the part begins, from 0.
  func eachPart<Value>(of texts: ArraySlice<String>, _ body: (Sketches, Int) -> Value) -> [Value] {
    let first = texts.startIndex
    return Cores.mapParts(of: texts.count, size: Self.part) { part in
      let texts = texts[(first + part.lowerBound)..<(first + part.upperBound)]
      return body(Sketches(texts, by: shingler, hash, plan), part.lowerBound)
    }
  }

  /// The first of equals.
  private func nearer(_ match: Match?, _ other: Match?) -> Match? {
    guard let match, let other else { return match ?? other }
    return other.overlap > match.overlap ? other : match
  }

  // MARK: Comparison with what is kept

  /// Pairs that share a band with what is kept.
  func candidates(of sketches: Sketches) -> [Candidate] {
    guard kept.count > 0 else { return [] }
    var found: [Candidate] = [], many = 1 << 16
    for band in 0..<plan.bands {
      sketches.withKeys(of: band) { keys in
        tables[band].forEach(of: keys) { found.append(Candidate(text: $0, place: $1)) }
      }
      // Each band finds a large group of texts that are alike anew.
      if found.count > many {
        found = Candidate.distinct(found)
        many = max(many, found.count * 2)
      }
    }
    return Candidate.distinct(found)
  }

  /// The pairs that overlap enough, in their order.
  func compared(_ candidates: [Candidate], of sketches: Sketches) -> [ComparedPair] {
    var pairs: [ComparedPair] = [], set = ShingleSet(), held = -1
    for candidate in candidates {
      if candidate.text != held {
        held = candidate.text
        sketches.shingles.withShingles(of: held) { set.fill($0) }
      }
      let overlap = kept.withShingles(of: candidate.place) { set.overlap(with: $0, least: options.threshold) }
      if let overlap { pairs.append(ComparedPair(text: held, place: candidate.place, overlap: overlap)) }
    }
    return pairs
  }

  /// The nearest of what is kept for each of the texts, the first of equals.
  func nearest(among pairs: [ComparedPair], count: Int) -> [Match?] {
    var matches = [Match?](repeating: nil, count: count)
    for pair in pairs where pair.overlap > matches[pair.text]?.overlap ?? 0 {
      matches[pair.text] = Match(number: numbers[pair.place], overlap: pair.overlap)
    }
    return matches
  }

  // MARK: Keeping

  /// Takes texts of the batch into the tables, before `count` goes on.
  mutating func keep(_ texts: [Newcomers.Text], of sketches: [Sketches]) {
    for text in texts {
      kept.append(text.number, of: sketches[text.part].shingles)
      numbers.append(count + text.place)
    }
    tables.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let tables = buffer
      // A few texts are not worth a second thread.
      Cores.forEachPart(of: plan.bands, size: texts.count < 64 ? plan.bands : 1) { bands in
        for band in bands { tables[band].put(texts.map { sketches[$0.part].key($0.number, band: band) }) }
      }
    }
  }

  /// Takes in all texts of a batch, in their order.
  mutating func keepAll(_ sketches: [Sketches]) {
    var texts: [Newcomers.Text] = []
    for (part, sketches) in sketches.enumerated() {
      for number in 0..<sketches.count { texts.append(.init(part: part, number: number, place: texts.count)) }
    }
    keep(texts, of: sketches)
    count += texts.count
  }
}
