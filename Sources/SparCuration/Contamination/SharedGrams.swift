// Which texts share a run of words with an item of a benchmark (Brown et al. 2020, appendix C: 13-grams). Exact: what the
// hashes find is compared word by word.

/// Items that no other text may share `words` words in a row with.
package struct SharedGrams: Sendable {
  /// An item, and the words that a text shares with it.
  package struct Hit: Equatable, Sendable {
    /// The item's number, from 0.
    package let item: Int
    /// In small letters, with a space between.
    package let shared: String
  }

  private struct Gram {
    let item: Int
    /// The first of its words.
    let first: Int
    let length: Int
    /// The next one of the same words, in another place.
    var next: Int?
  }

  package let words: Int
  /// Items with fewer words than `words` and at least as many as this are looked for as a whole.
  package let fewest: Int
  private var table = GramTable()
  private var grams: [Gram] = []
  private var items: [[String]] = []
  /// The lengths that occur, longest first.
  private var lengths: [Int] = []

  /// - Throws: `curation.option_invalid`.
  package init(words: Int = 13, fewest: Int = 8) throws(CurationError) {
    guard words >= 1, fewest >= 1 else { throw .badOption("an n-gram has at least one word") }
    self.words = words
    self.fewest = min(fewest, words)
  }

  /// How many items have been added.
  package var count: Int { items.count }

  /// - Returns: whether it can be looked for; it cannot where it has too few words.
  @discardableResult
  package mutating func add(_ item: String) -> Bool {
    let list = Words.list(item)
    items.append(list)
    let length = min(words, list.count)
    guard length >= fewest else { return false }
    if !lengths.contains(length) { lengths = (lengths + [length]).sorted(by: >) }
    var hashes = GramHashes()
    hashes.read(item)
    hashes.roll(length)
    for (first, hash) in hashes.grams.enumerated() {
      let gram = Gram(item: items.count - 1, first: first, length: length)
      let known = table.put(hash, grams.count)
      grams.append(gram)
      if let known {
        grams[grams.count - 1].next = grams[known].next
        grams[known].next = grams.count - 1
      }
    }
    return true
  }

  /// The first words that a text shares with any item.
  /// - Parameter isEligible: which items count.
  package func hit(in text: String, where isEligible: (Int) -> Bool = { _ in true }) -> Hit? {
    var hashes = GramHashes()
    return hit(in: text, &hashes, where: isEligible)
  }

  /// The same for many texts, in their order, on all cores.
  package func hits(in texts: [String]) -> [Hit?] {
    Cores.mapParts(of: texts.count, size: 64) { part in
      var hashes = GramHashes()
      return texts[part].map { hit(in: $0, &hashes) { _ in true } }
    }.flatMap { $0 }
  }

  private func hit(in text: String, _ hashes: inout GramHashes, where isEligible: (Int) -> Bool) -> Hit? {
    guard !grams.isEmpty else { return nil }
    hashes.read(text)
    var list: [String]?
    for length in lengths where length <= hashes.words {
      hashes.roll(length)
      table.prefetch(hashes.grams)
      var next = 0
      while let first = table.first(of: hashes.grams, from: next), let gram = table[hashes.grams[first]] {
        let words = list ?? Words.list(text)
        list = words
        if let hit = verified(gram, words[first..<(first + length)], isEligible) { return hit }
        next = first + 1
      }
    }
    return nil
  }

  /// The first eligible item of the n-grams that are chained to this one, where the words are really the same.
  private func verified(_ gram: Int, _ words: ArraySlice<String>, _ isEligible: (Int) -> Bool) -> Hit? {
    var place: Int? = gram
    while let gram = place.map({ grams[$0] }) {
      let range = gram.first..<(gram.first + gram.length)
      if gram.length == words.count, isEligible(gram.item), items[gram.item][range].elementsEqual(words) {
        return Hit(item: gram.item, shared: words.joined(separator: " "))
      }
      place = gram.next
    }
    return nil
  }
}
