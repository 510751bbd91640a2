// Near-duplicates by MinHash and locality-sensitive hashing: candidates share a band of their signatures, and each pair
// of candidates is then compared exactly. Texts stream in; what is kept of each is its shingles and band hashes.

/// Texts whose sets of n-grams overlap by the threshold or more are near-duplicates. Of those the first stays.
package struct NearDuplicates {
  package struct Options: Sendable {
    /// Jaccard overlap.
    package var threshold = 0.75
    /// Words of a shingle.
    package var words = 5
    package var permutations = 128
    /// The share of pairs right at the threshold that bands must find; further above it, more are found.
    package var recall = 0.99

    package init(threshold: Double = 0.75, words: Int = 5) {
      self.threshold = threshold
      self.words = words
    }
  }

  /// An earlier text that is near, by its number among all that were given, from 0.
  package struct Match: Equatable, Sendable {
    package let number: Int
    package let overlap: Double
  }

  package let options: Options
  package let plan: BandPlan
  let shingler: Shingler
  let hash: MinHash

  /// What is kept, by place.
  var kept = ShingleStore()
  var tables: [BandTable]
  /// The number of the text at each place.
  var numbers: [Int] = []
  /// How many texts were given.
  package internal(set) var count = 0

  /// - Throws: `curation.option_invalid`.
  package init(_ options: Options = Options()) throws(CurationError) {
    guard options.words >= 1 else { throw .badOption("an n-gram has at least one word, not \(options.words)") }
    self.options = options
    plan = try BandPlan(threshold: options.threshold, permutations: options.permutations, recall: options.recall)
    shingler = Shingler(words: options.words)
    hash = try MinHash(permutations: options.permutations)
    tables = [BandTable](repeating: BandTable(), count: plan.bands)
  }

  /// Takes in texts in their order: for each the earlier text that is nearest, or `nil` where it is new and stays.
  /// Texts that were turned away are forgotten: nothing is compared with them.
  package mutating func add(_ texts: [String]) -> [Match?] {
    var matches: [Match?] = []
    matches.reserveCapacity(texts.count)
    while matches.count < texts.count {
      // Small at first: what is in one batch is compared on one core.
      let size = min(max(256, kept.count), 8192)
      matches += add(batch: texts[matches.count..<min(texts.count, matches.count + size)])
    }
    return matches
  }

  /// The nearest text that was kept, for one that is not taken in.
  /// - Parameter isEligible: which numbers count.
  package func nearest(to text: String, where isEligible: (Int) -> Bool = { _ in true }) -> Match? {
    let sketches = Sketches([text], by: shingler, hash, plan)
    let candidates = candidates(of: sketches).filter { isEligible(numbers[$0.place]) }
    return nearest(among: compared(candidates, of: sketches), count: 1)[0]
  }

  /// Takes in a text without looking at others. - Returns: its number.
  package mutating func insert(_ text: String) -> Int {
    keepAll([Sketches([text], by: shingler, hash, plan)])
    return count - 1
  }
}
