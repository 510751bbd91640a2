// The encoding that a document says it is in, and its conversion by the C library.

internal import Glibc

/// `<meta charset=…>`, `<?xml encoding=…?>`, `-*- coding: … -*-`.
struct DeclaredEncoding {
  let name: String

  init(name: String) { self.name = name }

  /// Looks at the first kilobyte; `nil` where nothing is declared, or what needs no conversion.
  init?(in bytes: [UInt8]) {
    let start = String(decoding: bytes.prefix(1024).map { $0 < 0x80 ? $0.lowercased : 0x3F }, as: UTF8.self)
    let lines = start.split(separator: "\n", maxSplits: 2).prefix(2).joined(separator: "\n")
    let declared =
      Self.value(after: "charset=", in: start)
      ?? (start.hasPrefix("<?xml") ? Self.value(after: "encoding=", in: start) : nil)
      ?? Self.value(after: "coding:", in: lines) ?? Self.value(after: "coding=", in: lines)
    guard let declared, !Self.handled.contains(declared) else { return nil }
    name = declared
  }

  /// Whether it is written in ASCII characters alone, so that it passes for UTF-8.
  var isSevenBit: Bool { name.hasPrefix("iso-2022-") }

  /// As UTF-8, and how many bytes had no meaning; `nil` for an encoding that nobody knows.
  func converted(_ bytes: [UInt8]) -> (bytes: [UInt8], replaced: Int)? {
    // What is announced as these is meant as their supersets, in browsers too.
    let known = ["gb2312": "GBK", "shift_jis": "CP932", "iso-8859-9": "CP1254", "ks_c_5601-1987": "CP949"]
    let converter = iconv_open("UTF-8", known[name] ?? name)
    guard Int(bitPattern: converter) != -1 else { return nil }
    defer { iconv_close(converter) }
    return Self.run(converter, over: bytes)
  }

  private static func run(_ converter: iconv_t?, over bytes: [UInt8]) -> (bytes: [UInt8], replaced: Int) {
    var input = bytes, converted: [UInt8] = [], replaced = 0
    var block = [UInt8](repeating: 0, count: 1 << 16)
    input.withUnsafeMutableBytes { buffer in
      var from = buffer.bindMemory(to: CChar.self).baseAddress, left = buffer.count
      while left > 0 {
        let (result, code) = step(converter, &from, &left, &block, into: &converted)
        if result != Int.max || code == E2BIG { continue }
        // A byte that fits nowhere, or a character that breaks off at the end.
        converted += TextEncoding.replacement
        replaced += 1
        from = from.map { $0 + 1 }
        left -= 1
      }
      _ = step(converter, nil, nil, &block, into: &converted)
    }
    return (converted, replaced)
  }

  /// One call of iconv; its result (`Int.max` for a failure) and `errno`.
  private static func step(
    _ converter: iconv_t?, _ from: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
    _ left: UnsafeMutablePointer<Int>?, _ block: inout [UInt8], into converted: inout [UInt8]
  ) -> (result: Int, code: Int32) {
    var result = 0, code: Int32 = 0, written = 0
    block.withUnsafeMutableBytes { buffer in
      var into = buffer.bindMemory(to: CChar.self).baseAddress, room = buffer.count
      let returned = iconv(converter, from, left, &into, &room)
      (result, code) = (returned == -1 ? Int.max : Int(returned), errno)
      written = buffer.count - room
    }
    converted += block.prefix(written)
    return (result, code)
  }

  private static func value(after mark: String, in text: String) -> String? {
    guard let range = text.firstRange(of: mark) else { return nil }
    let rest = text[range.upperBound...].drop { $0 == " " || $0 == "\"" || $0 == "'" }
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:".contains($0)) }
    return name.isEmpty ? nil : String(name)
  }

  /// What is told without being declared.
  private static let handled: Set<String> = [
    "utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252",
  ]
}
