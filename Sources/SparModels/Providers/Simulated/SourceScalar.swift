// One scalar of UTF-8 text and what the simulated models make of it: part of a word, capital, script without spaces.
// Rough on purpose: a few ranges instead of the Unicode tables, so that reading a passage takes microseconds.

/// A scalar decoded from valid UTF-8.
struct SourceScalar {
  let value: UInt32
  /// How many bytes it takes.
  let length: Int

  /// - Parameter index: the first byte of a scalar in `bytes`.
  @inline(__always)
  init<Bytes: RandomAccessCollection>(_ bytes: Bytes, at index: Int) where Bytes.Element == UInt8, Bytes.Index == Int {
    let first = UInt32(bytes[index])
    func tail(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset] & 0x3F) }
    switch first {
    case ..<0x80: (value, length) = (first, 1)
    case ..<0xE0: (value, length) = ((first & 0x1F) << 6 | tail(1), 2)
    case ..<0xF0: (value, length) = ((first & 0xF) << 12 | tail(1) << 6 | tail(2), 3)
    default: (value, length) = ((first & 7) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
    }
  }

  /// A letter or digit; beyond ASCII everything counts but the blocks of punctuation and symbols.
  var isWord: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case ..<0xC0: value == 0xAA || value == 0xB5 || value == 0xBA
    case 0xD7, 0xF7, 0x37E, 0x589, 0x5BE, 0x60C, 0x61B, 0x61F, 0x6D4, 0x964, 0x965: false
    case 0x2000...0x2BFF, 0x3000...0x3004, 0x3008...0x3020, 0xFE30...0xFE6F, 0xFF00...0xFF0F, 0xFF1A...0xFF20: false
    case 0xE000...0xF8FF, 0xFFF0...0xFFFF, 0x1F000...0x1FAFF: false
    default: true
    }
  }

  var isDigit: Bool { (0x30...0x39).contains(value) }

  /// Whether words of its script are written without spaces, so that every scalar stands for itself.
  var isWide: Bool {
    switch value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x3040...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2FA1F: true
    default: false
    }
  }

  var isCapital: Bool {
    switch value {
    case 0x41...0x5A, 0x391...0x3A9, 0x400...0x42F: true
    case 0xC0...0xDE: value != 0xD7
    default: false
    }
  }

  /// The small letter of a capital, for the ranges of `isCapital`.
  var lowercased: UInt32 {
    guard isCapital else { return value }
    return (0x400...0x40F).contains(value) ? value + 80 : value + 32
  }

  /// A full stop, question or exclamation mark that needs a space (or nothing) behind it to end a sentence.
  var isStop: Bool { value == 0x2E || value == 0x21 || value == 0x3F || value == 0x61F || value == 0x6D4 }

  /// A stop of scripts without spaces, or a danda: it ends a sentence wherever it stands.
  var isFullStop: Bool {
    value == 0x3002 || value == 0xFF01 || value == 0xFF1F || value == 0x964 || value == 0x965
  }

  /// A mark that may follow a stop and still belongs to its sentence.
  var isCloser: Bool {
    switch value {
    case 0x22, 0x27, 0x29, 0x5D, 0x2019, 0x201D, 0xBB, 0x300D, 0x300F, 0xFF09: true
    default: false
    }
  }

  var isSpace: Bool {
    value == 0x20 || value == 0x09 || value == 0x0A || value == 0x0D || value == 0xA0 || value == 0x3000
  }
}
