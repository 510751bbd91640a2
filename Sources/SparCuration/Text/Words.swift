// The words of a text, as hashes for comparing and as text for showing.

package enum Words {
  /// Appends the hash of each word.
  static func appendHashes(of text: String, to hashes: inout [UInt64]) {
    var text = text
    text.withUTF8 { bytes in
      var scanner = WordScanner(bytes)
      while let word = scanner.next() { hashes.append(word.hash) }
    }
  }

  /// The words themselves, in small letters.
  package static func list(_ text: String) -> [String] {
    var text = text
    return text.withUTF8 { bytes in
      var scanner = WordScanner(bytes)
      var words: [String] = []
      while let word = scanner.next() {
        words.append(lowered(String(decoding: bytes[word.start..<word.end], as: UTF8.self)))
      }
      return words
    }
  }

  private static func lowered(_ word: String) -> String {
    var lowered = String.UnicodeScalarView()
    for scalar in word.unicodeScalars { lowered.append(Unicode.Scalar(ScalarClass.lowered(scalar.value)) ?? scalar) }
    return String(lowered)
  }
}
