// How a block of Lua is indented while it is typed: two columns for each line that something was opened on.

package import LineKit

package enum LuaIndentation {
  /// The indentation of the line that ends at the end of `text`, and of the line after it.
  package static func after(_ text: String) -> LineEditor.Indentation {
    var scanner = LuaScanner(text)
    var open: [Int] = []
    var line = 0
    var leading = true
    var dedented: Int?
    while let token = scanner.next() {
      if token.line != line { (line, leading, dedented) = (token.line, true, nil) }
      if token.closes, !open.isEmpty { open.removeLast() }
      if token.closes, leading { dedented = columns(open) } else { leading = false }
      if token.opens {
        open.append(token.line)
        leading = false
      }
    }
    if scanner.endsInString { return .init(line: nil, next: 0) }
    return .init(line: line == scanner.line ? dedented : nil, next: columns(open))
  }

  private static func columns(_ open: [Int]) -> Int { 2 * Set(open).count }
}

/// The words and brackets of Lua text, without strings and comments.
struct LuaScanner {
  struct Token {
    let text: String
    let line: Int

    var opens: Bool { ["do", "then", "else", "repeat", "function", "(", "{", "["].contains(text) }
    var closes: Bool { ["end", "until", "else", "elseif", ")", "}", "]"].contains(text) }
  }

  private let bytes: [UInt8]
  private var place = 0
  private(set) var line = 0
  private(set) var endsInString = false

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func next() -> Token? {
    while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"): skipComment()
      case UInt8(ascii: "["):
        if let level = longBracket() { skipLong(level) } else { return symbol() }
      case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString(byte)
      case _ where Self.isWord(byte): return word()
      case UInt8(ascii: "\n"):
        line += 1
        place += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"): place += 1
      default: return symbol()
      }
    }
    return nil
  }

  private func peek(_ offset: Int) -> UInt8? { place + offset < bytes.count ? bytes[place + offset] : nil }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
      || byte >= 0x80
  }

  private mutating func word() -> Token {
    let start = place
    while let byte = peek(0), Self.isWord(byte) { place += 1 }
    return Token(text: String(decoding: bytes[start..<place], as: UTF8.self), line: line)
  }

  private mutating func symbol() -> Token {
    place += 1
    return Token(text: String(decoding: [bytes[place - 1]], as: UTF8.self), line: line)
  }

  private mutating func skipComment() {
    place += 2
    if peek(0) == UInt8(ascii: "["), let level = longBracket() { return skipLong(level) }
    while let byte = peek(0), byte != UInt8(ascii: "\n") { place += 1 }
  }

  /// A string in quotes ends at its line's end at the latest, except after a backslash.
  private mutating func skipString(_ quote: UInt8) {
    place += 1
    while let byte = peek(0), byte != UInt8(ascii: "\n") {
      place += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == quote { return }
    }
  }

  /// The number of `=` in the long bracket that opens here.
  private func longBracket() -> Int? {
    var level = 0
    while peek(1 + level) == UInt8(ascii: "=") { level += 1 }
    return peek(1 + level) == UInt8(ascii: "[") ? level : nil
  }

  private mutating func skipLong(_ level: Int) {
    let end = [UInt8(ascii: "]")] + Array(repeating: UInt8(ascii: "="), count: level) + [UInt8(ascii: "]")]
    place += level + 2
    while place < bytes.count {
      if bytes[place...].starts(with: end) {
        place += end.count
        return
      }
      if bytes[place] == UInt8(ascii: "\n") { line += 1 }
      place += 1
    }
    endsInString = true
  }
}
