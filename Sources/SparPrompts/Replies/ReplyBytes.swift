// Reading text as UTF-8 bytes: replies are parsed by the thousand, and every mark looked for is ASCII.

internal import Glibc

/// A stretch of UTF-8.
typealias ReplyBytes = ArraySlice<UInt8>

extension ReplyBytes {
  var text: String { String(decoding: self, as: UTF8.self) }

  var isBlank: Bool { allSatisfy(\.isSpace) }

  /// Without white space at either end.
  var trimmed: ReplyBytes {
    var slice = drop(while: \.isSpace)
    while slice.last?.isSpace == true { slice.removeLast() }
    return slice
  }

  /// Without blank lines and white space around it; a block of code keeps the indentation of its first line.
  var trimmedBlock: ReplyBytes {
    var text = self
    while text.last?.isSpace == true { text.removeLast() }
    while let end = text.firstIndex(of: UInt8(ascii: "\n")), text[..<end].isBlank { text = text[(end + 1)...] }
    let isCode = text.indentation >= 4 && text.holds(UInt8(ascii: "\n"))
    return isCode ? text : text.drop(while: \.isSpace)
  }

  /// How many spaces it starts with; a tab counts as four.
  var indentation: Int {
    prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.reduce(0) { $0 + ($1 == UInt8(ascii: "\t") ? 4 : 1) }
  }

  /// Whether it starts with `text`, which is ASCII in lower case, in either case.
  func starts(withWord text: StaticString) -> Bool {
    guard count >= text.utf8CodeUnitCount else { return false }
    return zip(self, UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
      .allSatisfy { $0.lowercased == $1 }
  }

  /// As `contains`, a register at a time.
  func holds(_ byte: UInt8) -> Bool {
    withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return false }
      return memchr(start, Int32(byte), bytes.count) != nil
    }
  }

  /// Where `text`, which is ASCII in lower case, first occurs, in either case.
  func firstIndex(ofWord text: StaticString) -> Index? {
    let word = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    return withUnsafeBufferPointer { Self.offset(of: word, in: $0) }.map { startIndex + $0 }
  }

  private static func offset(of word: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard word.count <= bytes.count else { return nil }
    let first = word[0]
    for start in 0...(bytes.count - word.count) where bytes[start].lowercased == first {
      if word.indices.allSatisfy({ bytes[start + $0].lowercased == word[$0] }) { return start }
    }
    return nil
  }

  /// The lines, each with its line end.
  var lines: [ReplyBytes] {
    var lines: [ReplyBytes] = []
    var start = startIndex
    while start < endIndex {
      let end = self[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? endIndex
      lines.append(self[start..<end])
      start = end
    }
    return lines
  }
}

extension UInt8 {
  /// Space, tab, line feed, vertical tab, form feed, carriage return.
  var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self + 0x20 : self }
}
