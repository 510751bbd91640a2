// Text as words: small letters, without punctuation. Where there is code (a backtick), signs are words too, for in code
// they make the difference. Letters that are composed differently (NFC, NFD) differ.

internal import Glibc

/// Goes through the words of a text's bytes; nothing is copied.
struct WordScanner {
  struct Word {
    let hash: UInt64
    let start: Int
    let end: Int
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  /// What each byte is: a small letter or digit, or one of the classes below.
  private let classes: [UInt8]
  private var position = 0

  private static let separator: UInt8 = 0
  private static let sign: UInt8 = 1
  private static let beyondASCII: UInt8 = 0x80

  /// - Parameter bytes: valid UTF-8; must outlive the scanner.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    let hasCode = bytes.baseAddress.map { memchr($0, Int32(UInt8(ascii: "`")), bytes.count) != nil } ?? false
    classes = hasCode ? Self.code : Self.prose
  }

  mutating func next() -> Word? {
    while position < bytes.count {
      let kind = classes[Int(bytes[position])]
      if kind == Self.sign { return signWord() }
      if kind != Self.separator, let word = word() { return word }
      if kind == Self.separator { position += 1 }
    }
    return nil
  }

  private mutating func signWord() -> Word {
    var hash = WordHash()
    hash.add(bytes[position])
    position += 1
    return Word(hash: hash.value, start: position - 1, end: position)
  }

  /// The word that begins here; `nil` where a separator beyond ASCII stood, which is passed.
  private mutating func word() -> Word? {
    let start = position
    var hash = WordHash()
    addRuns(to: &hash)
    while position < bytes.count {
      let kind = classes[Int(bytes[position])]
      guard kind == Self.beyondASCII else {
        if kind <= Self.sign { break }
        hash.add(kind)
        position += 1
        continue
      }
      let (scalar, length) = scalar(at: position)
      let isSeparator = ScalarClass.isSeparator(scalar), isAlone = ScalarClass.isAlone(scalar)
      if isSeparator || isAlone, position > start { break }
      position += length
      if isSeparator { return nil }
      hash.add(ScalarClass.lowered(scalar))
      if isAlone { break }
    }
    return Word(hash: hash.value, start: start, end: position)
  }

  /// Adds the letters of ASCII that the word begins with, as long as there are eight bytes to take at once.
  @inline(__always)
  private mutating func addRuns(to hash: inout WordHash) {
    guard let base = bytes.baseAddress else { return }
    while position + 8 <= bytes.count {
      let run = LetterRun(base + position)
      hash.add(run)
      position += run.count
      if run.count < 8 { return }
    }
  }

  private func scalar(at position: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[position])
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    guard length > 1, position + length <= bytes.count else { return (first, 1) }
    var scalar = first & (0xFF >> UInt32(length + 1))
    for index in 1..<length { scalar = scalar << 6 | UInt32(bytes[position + index] & 0x3F) }
    return (scalar, length)
  }

  private static let prose = table(sign: separator)
  private static let code = table(sign: sign)

  private static func table(sign: UInt8) -> [UInt8] {
    (0...255).map { (byte: UInt8) in
      switch byte {
      case 0...0x20, 0x7F: separator
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): byte
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
      case 0x80...: beyondASCII
      default: sign
      }
    }
  }
}
