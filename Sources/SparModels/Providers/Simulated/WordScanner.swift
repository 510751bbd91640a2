// Finds the words of a text, one after the other. The letters of English take a short way; everything else is decoded.

/// Walks the bytes of a text once.
struct WordScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let common: WordSet
  private var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, common: WordSet) {
    self.bytes = bytes
    self.common = common
  }

  mutating func next() -> SourceWord? {
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        if Self.isLetterOrDigit(byte) { return word(SourceScalar(bytes, at: index)) }
        index += 1
      } else {
        let scalar = SourceScalar(bytes, at: index)
        if scalar.isWord { return word(scalar) }
        index += scalar.length
      }
    }
    return nil
  }

  private mutating func word(_ first: SourceScalar) -> SourceWord {
    let start = index
    var hash = WordHash()
    hash.add(first.lowercased)
    index += first.length
    if !first.isWide { addRest(to: &hash, inNumber: first.isDigit) }
    let finished = hash.finished
    let isCommon = index - start < 10 && common.contains(finished)
    let kind: SourceWord.Kind = isCommon ? .common : first.isDigit ? .number : first.isCapital ? .name : .plain
    return SourceWord(range: start..<index, hash: finished, kind: kind, isWide: first.isWide)
  }

  private mutating func addRest(to hash: inout WordHash, inNumber: Bool) {
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80, Self.isLetterOrDigit(byte) {
        // The bit between small letters and capitals; digits have it anyway.
        hash.add(UInt32(byte | 0x20))
        index += 1
      } else {
        let scalar = SourceScalar(bytes, at: index)
        guard continues(scalar, inNumber) else { return }
        hash.add(scalar.lowercased)
        index += scalar.length
      }
    }
  }

  /// Whether `scalar` goes on with the word before it: `don't`, `snake_case`, `1,250.5`.
  private func continues(_ scalar: SourceScalar, _ inNumber: Bool) -> Bool {
    if scalar.isWord { return !scalar.isWide }
    guard index + scalar.length < bytes.count else { return false }
    switch scalar.value {
    case 0x5F, 0x27, 0x2019:
      let next = SourceScalar(bytes, at: index + scalar.length)
      return next.isWord && !next.isWide
    case 0x2C, 0x2E: return inNumber && SourceScalar(bytes, at: index + scalar.length).isDigit
    default: return false
    }
  }

  @inline(__always)
  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }
}
