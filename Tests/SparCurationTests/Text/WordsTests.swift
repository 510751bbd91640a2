// Texts as words and shingles.

import SparCore
@testable import SparCuration
import Testing

@Suite("Words and shingles")
struct WordsTests {
  @Test(
    "words are small letters and digits, whatever stands between them",
    arguments: [
      ("Name the three fuels, please!", ["name", "the", "three", "fuels", "please"]),
      ("Janet’s ducks… lay 16—no, 17 eggs", ["janet", "s", "ducks", "lay", "16", "no", "17", "eggs"]),
      ("ÄRGER über ÉTÉ, Ωμέγα и ЁЖИК Žluť", ["ärger", "über", "été", "ωμέγα", "и", "ёжик", "žluť"]),
      ("a\u{2028}b\u{00A0}c\u{0085}d", ["a", "b", "c", "d"]),
      ("写一篇。abc", ["写", "一", "篇", "abc"]),
      ("", []), (" .,! ", []), ("“”", []),
    ])
  func words(text: String, expected: [String]) {
    #expect(Words.list(text) == expected)
  }

  @Test("where there is code, signs are words")
  func code() {
    #expect(Words.list("Explain `i<n;`") == ["explain", "`", "i", "<", "n", ";", "`"])
  }

  @Test("the overlap is that of the sets of n-grams")
  func overlap() throws {
    #expect(try Shingler.overlap("a b c d e f", "b c d e f g") == 1.0 / 3)
    #expect(try Shingler.overlap("a b c", "b c d", words: 1) == 0.5)
    #expect(try Shingler.overlap("One, two; three", "one two three!") == 1)
    #expect(try Shingler.overlap("a b c", "a b d") == 0)
    #expect(try Shingler.overlap("a a a a a a a a", "a a a a a") == 1)
    #expect(try Shingler.overlap("", " ") == 1)
    #expect(try Shingler.overlap("", "a") == 0)
    #expect(throws: CurationError.self) { try Shingler.overlap("a", "b", words: 0) }
  }

  @Test("letters beside the first of long words count")
  func longWords() throws {
    #expect(try Shingler.overlap("incomprehensibilities", "incomprehensibilitiez", words: 1) == 0)
    #expect(try Shingler.overlap("abcdefgh", "abcdefghabcdefgh", words: 1) == 0)
  }

  private func hashes(_ text: String) -> [UInt64] {
    var hashes: [UInt64] = []
    Words.appendHashes(of: text, to: &hashes)
    return hashes
  }

  @Test("a word has one hash, be it read eight letters at a time or one by one")
  func runs() {
    let letters = Array("aZ09mé写b!z/:@[_{x7")
    var random = SeededRandom(seed: 9)
    for length in 1..<40 {
      let word = String((0..<length).map { _ in letters[random.index(below: random.index(below: 4) == 0 ? 18 : 4)] })
      // At the end of a text fewer than eight bytes are left; behind each comma the word begins at another place.
      let alone = hashes(word), again = hashes(word + "," + word + ";        ")
      #expect(again == alone + alone, "\(word)")
      #expect(hashes(word.lowercased()) == alone)
      #expect(alone.count == Words.list(word).count)
    }
    let bytes = (0..<128).map { String(UnicodeScalar(UInt8($0))) }
    for byte in bytes { #expect(hashes(byte + "        ") == hashes(byte), "\(byte)") }
  }
}
