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
    if let (text, replaced) = TextEncoding.utf16(raw) {
      (bytes, self.replaced, isConverted) = (Array(text.utf8), replaced, true)
    } else if !Self.isUTF8(bytes[...]) {
      decodeLines()
    }
    bytes = Self.cleaned(bytes)
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
