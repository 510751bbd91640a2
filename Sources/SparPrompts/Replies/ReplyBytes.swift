// Reading text as UTF-8 bytes: replies are parsed by the thousand, and every mark looked for is ASCII.

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

  /// Where `text`, which is ASCII in lower case, first occurs, in either case.
  func firstIndex(ofWord text: StaticString) -> Index? {
    let first = text.utf8Start[0]
    var index = startIndex
    while let next = self[index...].firstIndex(where: { $0.lowercased == first }) {
      if self[next...].starts(withWord: text) { return next }
      index = next + 1
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
