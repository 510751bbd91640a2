// Texts of random words, some of them with near-duplicates planted: words exchanged at random places.

import SparCore

struct PlantedTexts {
  private(set) var texts: [String] = []

  /// - Parameter copies: for each original, how many of its words are exchanged in each copy.
  init(originals: Int, words: Int, exchanged copies: [Int], seed: UInt64 = 7) {
    var random = SeededRandom(seed: seed, purpose: "planted")
    for _ in 0..<originals {
      let original = (0..<words).map { _ in Self.word(&random) }
      texts.append(original.joined(separator: " "))
      for count in copies {
        var copy = original
        for _ in 0..<count { copy[random.index(below: words)] = Self.word(&random) }
        texts.append(copy.joined(separator: " "))
      }
    }
    texts = random.shuffled(texts)
  }

  private static func word(_ random: inout SeededRandom) -> String { "w\(random.index(below: 5000))" }

  /// The set of n words in a row, by the definition.
  static func grams(_ text: String, _ n: Int) -> Set<String> {
    let words = text.split(separator: " ")
    return Set((0...(words.count - n)).map { words[$0..<($0 + n)].joined(separator: " ") })
  }
}
