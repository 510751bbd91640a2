// Changes one fact of a sentence: a number, a word for its opposite, or a negation.

enum FactFlip {
  /// The sentence with one fact changed; `nil` where nothing in it can be changed by these rules.
  static func altered(_ sentence: String) -> String? {
    let source = SourceText(words: sentence)
    return changedNumber(source) ?? changedWord(source) ?? negated(source)
  }

  /// Another number of the same size: the first digit moves on by three.
  private static func changedNumber(_ source: SourceText) -> String? {
    guard let word = source.words.first(where: { $0.kind == .number }) else { return nil }
    var bytes = source.bytes
    let index = word.range.count > 1 ? word.range.lowerBound + 1 : word.range.lowerBound
    guard (0x30...0x39).contains(bytes[index]) else { return nil }
    bytes[index] = 0x30 + (bytes[index] - 0x30 + 3) % 10
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func changedWord(_ source: SourceText) -> String? {
    for word in source.words {
      guard let opposite = opposites[word.hash] else { continue }
      return replaced(source, word.range, with: opposite)
    }
    return nil
  }

  private static func negated(_ source: SourceText) -> String? {
    guard let verb = source.words.dropFirst().first(where: { verbs.contains($0.hash) }) else { return nil }
    return replaced(source, verb.range.upperBound..<verb.range.upperBound, with: " not")
  }

  private static func replaced(_ source: SourceText, _ range: Range<Int>, with text: String) -> String {
    String(
      decoding: source.bytes[..<range.lowerBound] + Array(text.utf8) + source.bytes[range.upperBound...], as: UTF8.self)
  }

  private static let pairs = [
    ("before", "after"), ("above", "below"), ("more", "less"), ("always", "never"), ("first", "last"),
    ("north", "south"),
    ("east", "west"), ("early", "late"), ("large", "small"), ("high", "low"), ("increase", "decrease"), ("hot", "cold"),
    ("old", "new"), ("long", "short"), ("many", "few"), ("all", "none"), ("light", "dark"), ("open", "closed"),
    ("inside", "outside"), ("winter", "summer"), ("true", "false"), ("minimum", "maximum"),
  ]

  private static let opposites = Dictionary(
    (pairs + pairs.map { ($1, $0) }).map { (SourceWord.hash(of: $0.0), $0.1) }, uniquingKeysWith: { first, _ in first })

  private static let verbs = WordSet(
    ["is", "are", "was", "were", "can", "will", "must", "may", "should", "has", "had"].map(SourceWord.hash))
}
