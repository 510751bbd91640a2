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
    let sums = PrefixSums(item)
    for first in 0...(list.count - length) {
      let gram = Gram(item: items.count - 1, first: first, length: length)
      let known = table.put(sums.hash(first, length), grams.count)
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
    guard !grams.isEmpty else { return nil }
    let sums = PrefixSums(text)
    var list: [String]?
    for length in lengths where length <= sums.count {
      for first in 0...(sums.count - length) {
        guard let gram = table[sums.hash(first, length)] else { continue }
        let words = list ?? Words.list(text)
        list = words
        if let hit = verified(gram, words[first..<(first + length)], isEligible) { return hit }
      }
    }
    return nil
  }

  /// The same for many texts, in their order, on all cores.
  package func hits(in texts: [String]) -> [Hit?] {
    Cores.mapParts(of: texts.count, size: 64) { part in texts[part].map { hit(in: $0) } }.flatMap { $0 }
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

/// Sums over the words of a text from which the hash of any run of them follows at once.
private struct PrefixSums {
  private var sums: [UInt64] = [0]
  private var powers: [UInt64] = [1]

  init(_ text: String) {
    var hashes: [UInt64] = []
    Words.appendHashes(of: text, to: &hashes)
    sums.reserveCapacity(hashes.count + 1)
    powers.reserveCapacity(hashes.count + 1)
    for (index, hash) in hashes.enumerated() {
      sums.append(sums[index] &* Mixing.base &+ hash)
      powers.append(powers[index] &* Mixing.base)
    }
  }

  var count: Int { sums.count - 1 }

  /// Odd.
  @inline(__always)
  func hash(_ first: Int, _ length: Int) -> UInt64 {
    let sum = sums[first + length] &- sums[first] &* powers[length]
    return Mixing.fold(sum ^ Mixing.first, Mixing.second &+ UInt64(length)) | 1
  }
}
