// The hash of words and n-grams: a folded product (as in wyhash, Wang Yi 2019). The same on every machine.

enum Mixing {
  static let first: UInt64 = 0xA076_1D64_78BD_642F
  static let second: UInt64 = 0xE703_7ED1_A0B4_28DB
  /// Odd, for polynomials over words.
  static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}

/// The hash of a word, byte by byte.
struct WordHash {
  private var state: UInt64 = Mixing.first
  private var pending: UInt64 = 0
  private var count: UInt64 = 0

  @inline(__always)
  mutating func add(_ byte: UInt8) {
    pending = pending << 8 | UInt64(byte)
    count &+= 1
    if count & 7 == 0 {
      state = Mixing.fold(state ^ pending, Mixing.second)
      pending = 0
    }
  }

  /// What adding its bytes one by one gives, where their number before it is a multiple of eight.
  @inline(__always)
  mutating func add(_ run: LetterRun) {
    count &+= UInt64(run.count)
    if run.count == 8 { state = Mixing.fold(state ^ run.letters, Mixing.second) } else { pending = run.letters }
  }

  @inline(__always)
  mutating func add(_ scalar: UInt32) {
    for shift: UInt32 in [16, 8, 0] { add(UInt8(truncatingIfNeeded: scalar >> shift)) }
  }

  @inline(__always)
  var value: UInt64 { Mixing.fold(state ^ pending, Mixing.second ^ count) }
}
