// What a Unicode scalar is to the reading of words: part of one, a word alone, or what stands between them.

enum ScalarClass {
  /// Spaces, punctuation and symbols between words; says nothing of ASCII.
  static func isSeparator(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80...0xBF: scalar != 0xAA && scalar != 0xB5 && scalar != 0xBA
    case 0xD7, 0xF7, 0x1680, 0x2000...0x206F, 0x2190...0x2BFF, 0x3000...0x303F, 0xFE30...0xFE6F, 0xFEFF,
      0xFF00...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65:
      true
    default: false
    }
  }

  /// Signs of scripts that put no space between words: kana, Thai, ideographs. Each counts as a word.
  static func isAlone(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0E00...0x0E7F, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
    default: false
    }
  }

  /// The small letter of a capital one: Latin, Greek, Cyrillic; others stay.
  static func lowered(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5A, 0xC0...0xDE, 0x0391...0x03AB, 0x0410...0x042F: scalar + 32
    case 0x0400...0x040F: scalar + 80
    case 0x0100...0x012F, 0x0132...0x0137, 0x014A...0x0177, 0x0460...0x0481, 0x048A...0x04BF, 0x1E00...0x1EFF:
      scalar | 1
    case 0x0139...0x0148, 0x0179...0x017E: scalar + (scalar & 1)
    default: scalar
    }
  }
}
