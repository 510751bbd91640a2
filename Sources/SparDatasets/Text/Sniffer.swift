// Tells text from other data by looking at it.

enum Sniffer {
  /// How formats begin that can pass for text in their first kilobytes.
  private static let signatures: [[UInt8]] = [
    Array("%PDF-".utf8), Array("PK\u{3}\u{4}".utf8), Array("BZh".utf8), [0xFD, 0x37, 0x7A, 0x58, 0x5A],
    [0x28, 0xB5, 0x2F, 0xFD], [0x1F, 0x8B], [0x89, 0x50, 0x4E, 0x47], Array("GIF8".utf8), [0xFF, 0xD8, 0xFF],
  ]

  /// Whether `bytes` are no text in an encoding known here: a NUL (outside UTF-16), or a tenth of control characters.
  static func isBinary(_ bytes: [UInt8]) -> Bool {
    if TextEncoding.utf16(bytes) != nil { return false }
    if signatures.contains(where: bytes.starts) || bytes.contains(0) { return true }
    let sample = bytes.prefix(8192)
    let controls = sample.count { $0 < 0x20 && !$0.isSpace && $0 != 0x08 && $0 != 0x1B }
    return controls * 10 > sample.count
  }

  static func isHTML(_ text: [UInt8]) -> Bool {
    let start = String(utf8: text.prefix(512).trimmingSpace).lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
      || (start.hasPrefix("<?xml") && start.contains("<html"))
  }
}
