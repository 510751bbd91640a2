// The hash that words are compared by.

/// FNV-1a over 64 bits, one scalar at a time.
struct WordHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325
  private var beforeLast: UInt64 = 0xCBF2_9CE4_8422_2325
  private var lastWasS = false
  private var count = 0

  mutating func add(_ scalar: UInt32) {
    lastWasS = scalar == 0x73 && !lastWasS
    beforeLast = value
    value = (value ^ UInt64(scalar)) &* 0x100_0000_01B3
    count += 1
  }

  /// The hash, with a plural s taken back from words of four letters and more.
  var finished: UInt64 { lastWasS && count > 3 ? beforeLast : value }
}
