// Bytes of any origin as clean UTF-8 with \n lines: what every reader works on.

internal import Glibc

struct DecodedText {
  /// Valid UTF-8 without a byte order mark, carriage returns, form feeds and other control characters.
  private(set) var bytes: [UInt8]
  /// Characters that could not be read and stand as U+FFFD.
  private(set) var replaced = 0
  /// Whether the text was not UTF-8.
  private(set) var isConverted = false

  init(_ raw: [UInt8]) {
    bytes = raw.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(raw.dropFirst(3)) : raw
    if let known = Self.converted(raw) {
      (bytes, replaced, isConverted) = (known.bytes, known.replaced, true)
    } else if !Self.isUTF8(bytes[...]) {
      decodeLines()
    }
    bytes = Self.cleaned(bytes)
  }

  /// What is certain: UTF-16 and UTF-32, and what a document says of itself where it is not UTF-8.
  private static func converted(_ raw: [UInt8]) -> (bytes: [UInt8], replaced: Int)? {
    if TextEncoding.isUTF32(raw) { return DeclaredEncoding(name: "UTF-32").converted(raw) }
    if let known = TextEncoding.utf16(raw) { return known }
    let isASCII = raw.allSatisfy { $0 < 0x80 }
    if isASCII ? !raw.contains(0x1B) : isUTF8(raw[...]) { return nil }
    guard let declared = DeclaredEncoding(in: raw), declared.isSevenBit == isASCII else { return nil }
    return declared.converted(raw)
  }

  static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

  /// Line by line, because old files (changelogs above all) mix encodings. A line that is not UTF-8 is damaged
  /// UTF-8 where sound sequences outnumber the broken ones, else Windows-1252.
  private mutating func decodeLines() {
    var decoded: [UInt8] = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if !decoded.isEmpty || line.startIndex > 0 { decoded.append(0x0A) }
      if Self.isUTF8(line) { decoded.append(contentsOf: line) } else { decoded += decode(line) }
    }
    bytes = decoded
  }

  private mutating func decode(_ line: ArraySlice<UInt8>) -> [UInt8] {
    let repaired = TextEncoding.repairedUTF8(line)
    if repaired.sound > repaired.replaced {
      replaced += repaired.replaced
      return repaired.bytes
    }
    let converted = TextEncoding.fromWindows1252(line)
    replaced += converted.replaced
    isConverted = true
    return converted.bytes
  }

  /// Line ends become \n, form feeds too; other control characters go.
  static func cleaned(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(where: isUnclean) else { return bytes }
    var clean: [UInt8] = []
    clean.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x0D: if index + 1 == bytes.count || bytes[index + 1] != 0x0A { clean.append(0x0A) }
      case 0x0C: clean.append(0x0A)
      default: if !isUnclean(byte) { clean.append(byte) }
      }
    }
    return clean
  }

  private static func isUnclean(_ byte: UInt8) -> Bool { byte == 0x7F || (byte < 0x20 && byte != 0x0A && byte != 0x09) }
}
