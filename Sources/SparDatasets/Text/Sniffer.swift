// Tells text from other data by looking at it.

enum Sniffer {
  /// How formats begin, some of which pass for text in their first kilobytes.
  private static let signatures: [(bytes: [UInt8], name: String)] = [
    (Array("%PDF-".utf8), "PDF"), (Array("%!PS".utf8), "PostScript"), (Array("PK\u{3}\u{4}".utf8), "zip"),
    (Array("BZh".utf8), "bzip2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"), ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard"),
    ([0x1F, 0x8B], "gzip"), ([0x89, 0x50, 0x4E, 0x47], "PNG"), (Array("GIF8".utf8), "GIF"),
    ([0xFF, 0xD8, 0xFF], "JPEG"), ([0x7F, 0x45, 0x4C, 0x46], "ELF"), (Array("!<arch>\n".utf8), "an archive"),
    (Array("SQLite format 3\u{0}".utf8), "SQLite"), (Array("OggS".utf8), "Ogg"), (Array("RIFF".utf8), "RIFF"),
  ]

  /// Why `bytes` are no text in an encoding known here; `nil` where they are.
  static func binaryReason(_ bytes: [UInt8]) -> String? {
    if TextEncoding.isUTF16(bytes) || TextEncoding.isUTF32(bytes) { return nil }
    if let known = signatures.first(where: { bytes.starts(with: $0.bytes) }) { return known.name }
    if bytes.count > 262, bytes[257..<262].elementsEqual("ustar".utf8) { return "tar" }
    if bytes.contains(0) { return "it holds a NUL byte" }
    let sample = bytes.prefix(8192)
    let controls = sample.count { $0 < 0x20 && !$0.isSpace && $0 != 0x08 && $0 != 0x1B }
    return controls * 10 > sample.count ? "more than a tenth are control characters" : nil
  }

  static func isHTML(_ text: [UInt8]) -> Bool {
    let start = String(utf8: text.prefix(512).trimmingSpace).lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
      || (start.hasPrefix("<?xml") && start.contains("<html"))
  }
}
