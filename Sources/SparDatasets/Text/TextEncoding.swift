// The encodings of documents that are not UTF-8: told by a mark, by what the document says of itself, by a look.

enum TextEncoding {
  /// The text of UTF-16 as UTF-8, and how many units had no partner; `nil` for other bytes.
  static func utf16(_ bytes: [UInt8]) -> (bytes: [UInt8], replaced: Int)? {
    guard let order = utf16Order(bytes) else { return nil }
    let units = stride(from: order.start, to: bytes.count - 1, by: 2).lazy.map { index -> UInt16 in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return order.isLittle ? second << 8 | first : first << 8 | second
    }
    var replaced = bytes.count % 2
    var decoder = UTF16(), iterator = units.makeIterator(), text: [UInt8] = []
    text.reserveCapacity(bytes.count / 2)
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): text.append(contentsOf: UTF8.encode(scalar) ?? replacementBuffer)
      case .emptyInput: return (text, replaced)
      case .error:
        text += replacement
        replaced += 1
      }
    }
  }

  static func isUTF16(_ bytes: [UInt8]) -> Bool { utf16Order(bytes) != nil }

  /// By the mark; without one by the zeros, of which text in any European language has one in most units, always on
  /// the same side.
  private static func utf16Order(_ bytes: [UInt8]) -> (isLittle: Bool, start: Int)? {
    guard bytes.count >= 2, !isUTF32(bytes) else { return nil }
    if bytes[0] == 0xFF, bytes[1] == 0xFE { return (true, 2) }
    if bytes[0] == 0xFE, bytes[1] == 0xFF { return (false, 2) }
    let sample = bytes.prefix(2048), units = sample.count / 2
    guard units > 3, bytes.count % 2 == 0 else { return nil }
    let first = (0..<units).count { sample[2 * $0] == 0 }, second = (0..<units).count { sample[2 * $0 + 1] == 0 }
    if first == 0, second * 4 > units * 3 { return (true, 0) }
    if second == 0, first * 4 > units * 3 { return (false, 0) }
    return nil
  }

  /// By its mark.
  static func isUTF32(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF])
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
