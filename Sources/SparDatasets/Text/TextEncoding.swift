// The encodings of old documents: UTF-16 by its mark, Windows-1252 where UTF-8 does not fit.

enum TextEncoding {
  /// The text of UTF-16 with a byte order mark, and how many units had no partner; `nil` without a mark.
  static func utf16(_ bytes: [UInt8]) -> (text: String, replaced: Int)? {
    guard bytes.count >= 2 else { return nil }
    let isLittle = bytes[0] == 0xFF && bytes[1] == 0xFE
    guard isLittle || (bytes[0] == 0xFE && bytes[1] == 0xFF) else { return nil }
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index -> UInt16 in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    var replaced = bytes.count % 2
    var decoder = UTF16(), iterator = units.makeIterator(), text = String.UnicodeScalarView()
    decoding: while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): text.append(scalar)
      case .emptyInput: break decoding
      case .error:
        text.append("\u{FFFD}")
        replaced += 1
      }
    }
    return (String(text), replaced)
  }

  /// UTF-8 with each damaged sequence replaced; how many were, and how many sequences beyond ASCII were sound.
  static func repairedUTF8(_ bytes: some Sequence<UInt8>) -> (bytes: [UInt8], replaced: Int, sound: Int) {
    var parser = Unicode.UTF8.ForwardParser(), iterator = bytes.makeIterator()
    var repaired: [UInt8] = [], replaced = 0, sound = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .emptyInput: return (repaired, replaced, sound)
      case .valid(let scalar):
        repaired.append(contentsOf: scalar)
        if scalar.count > 1 { sound += 1 }
      case .error:
        repaired.append(contentsOf: replacement)
        replaced += 1
      }
    }
  }

  /// Windows-1252 as UTF-8, and how many bytes it leaves undefined.
  static func fromWindows1252(_ bytes: some Sequence<UInt8>) -> (bytes: [UInt8], replaced: Int) {
    var converted: [UInt8] = [], replaced = 0
    for byte in bytes {
      let scalar = (0x80...0x9F).contains(byte) ? windows1252[Int(byte - 0x80)] : Unicode.Scalar(byte)
      if scalar == "\u{FFFD}" { replaced += 1 }
      converted.append(contentsOf: UTF8.encode(scalar) ?? replacementBuffer)
    }
    return (converted, replaced)
  }

  /// The character that Windows-1252 has at 0x80 ..< 0xA0, and web pages mean by `&#128;` to `&#159;`.
  static func windows1252(_ code: UInt32) -> Unicode.Scalar? {
    (0x80...0x9F).contains(code) ? windows1252[Int(code) - 0x80] : nil
  }

  static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
  private static let replacementBuffer = UTF8.encodedReplacementCharacter
  private static let windows1252 = Array(
    "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ".unicodeScalars)
}
