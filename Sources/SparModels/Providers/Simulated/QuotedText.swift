// An instruction or a response as the simulated models read it: its words, what it quotes, and whether it holds given
// phrases of its own.

struct QuotedText: Sendable {
  let text: String
  let source: SourceText
  /// The bytes with ASCII capitals made small and quotations (but for gaps) blanked out.
  private let lowered: [UInt8]
  /// What stands in double quotation marks, as ranges of bytes without the marks.
  private let quotes: [Range<Int>]

  init(_ text: String) {
    self.text = text
    source = SourceText(text)
    quotes = Self.quotes(in: source.bytes)
    lowered = Self.lowered(source.bytes, without: quotes)
  }

  /// Whether `phrase`, in small letters, stands anywhere outside quotations.
  func contains(_ phrase: String) -> Bool { find(phrase) != nil }

  func containsAny(_ phrases: [String]) -> Bool { phrases.contains(where: contains) }

  /// The bytes of the first `phrase`, in small letters.
  func find(_ phrase: String) -> Range<Int>? { ByteSearch.find(phrase, in: lowered) }

  /// The number right behind `phrase`.
  func number(after phrase: String) -> Int? {
    guard let end = find(phrase)?.upperBound else { return nil }
    let digits = source.bytes[end...].prefix { (0x30...0x39).contains($0) }.prefix(6)
    return Int(String(decoding: digits, as: UTF8.self))
  }

  /// The quotation right behind `phrase`.
  func quotation(after phrase: String) -> String? {
    guard let end = find(phrase)?.upperBound else { return nil }
    return quotes.first { $0.lowerBound >= end && $0.lowerBound <= end + 4 }.map { source.text($0) }
  }

  /// Quoted pieces of the passage: four words and more.
  var claims: [SourceText] { quoted.filter { $0.words.count >= 4 } }

  /// Quoted subjects: one to three words.
  var topics: [SourceText] { quoted.filter { (1...3).contains($0.words.count) } }

  /// The quotation with a gap to fill: what stands before it and behind it.
  var gap: (before: SourceText, after: SourceText)? {
    for quote in quotes {
      let text = Array(source.text(quote).utf8)
      guard let hole = ByteSearch.find("____", in: text) else { continue }
      let before = String(decoding: text[..<hole.lowerBound], as: UTF8.self)
      let after = String(decoding: text[hole.upperBound...], as: UTF8.self)
      return (SourceText(words: before), SourceText(words: after))
    }
    return nil
  }

  private var quoted: [SourceText] { quotes.map { SourceText(words: source.text($0)) } }

  /// Content words that tell what the instruction is about, without the words all tasks use.
  var terms: WordSet {
    WordSet(source.words.lazy.filter { $0.isContent && !CommonWords.inTasks.contains($0.hash) }.map(\.hash))
  }

  /// `A) …` to `F) …` at the start of lines.
  var options: [(letter: Character, text: SourceText)] {
    source.bytes.split(separator: 0x0A).compactMap { line in
      guard line.count > 3, let first = line.first, (0x41...0x46).contains(first), line.dropFirst().first == 0x29
      else { return nil }
      let rest = String(decoding: line.dropFirst(3), as: UTF8.self)
      return (Character(UnicodeScalar(first)), SourceText(words: rest))
    }
  }

  private static func lowered(_ bytes: [UInt8], without quotes: [Range<Int>]) -> [UInt8] {
    var lowered = bytes.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
    for quote in quotes {
      for index in quote where lowered[index] != UInt8(ascii: "_") { lowered[index] = 0x20 }
    }
    return lowered
  }

  /// Straight marks pair up in their order; curly ones open and close.
  private static func quotes(in bytes: [UInt8]) -> [Range<Int>] {
    var quotes: [Range<Int>] = []
    var open: Int?
    var index = 0
    while index < bytes.count {
      let isStraight = bytes[index] == 0x22
      let isCurly = bytes[index] == 0xE2 && index + 2 < bytes.count && bytes[index + 1] == 0x80
      let length = isCurly ? 3 : 1
      let mark = isCurly ? bytes[index + 2] : 0
      if isStraight && open == nil || mark == 0x9C {
        open = index + length
      } else if let start = open, isStraight || mark == 0x9D {
        if start < index { quotes.append(start..<index) }
        open = nil
      }
      index += length
    }
    return quotes
  }
}
