// Letters and digits of ASCII, eight bytes at a time: most words are one such run.

/// How many of eight bytes, from the first, are letters or digits of ASCII, and these as small letters.
struct LetterRun {
  let count: Int
  /// The last one lowest.
  let letters: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// - Parameter bytes: at least eight.
  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>) {
    let chunk = UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
    // Sums of bytes under 0x80 do not reach the next byte; the highest bit of each says that it is in the range.
    let low = chunk & (Self.ones * 0x7F), small = low | (Self.ones * 0x20)
    let isLetter = Self.isAtLeast(UInt8(ascii: "a"), small) & ~Self.isAtLeast(UInt8(ascii: "z") + 1, small)
    let isDigit = Self.isAtLeast(UInt8(ascii: "0"), low) & ~Self.isAtLeast(UInt8(ascii: "9") + 1, low)
    let others = ~((isLetter | isDigit) & ~chunk) & (Self.ones * 0x80)
    count = others.trailingZeroBitCount / 8
    // Digits have the bit of small letters already.
    letters = (chunk | (Self.ones * 0x20)).byteSwapped >> UInt64(64 - 8 * count)
  }

  @inline(__always)
  private static func isAtLeast(_ least: UInt8, _ bytes: UInt64) -> UInt64 { bytes + ones * UInt64(0x80 - least) }
}
