// Reads code line by line and knows how deep each line is. It follows strings and comments as far as they span lines
// or hold brackets; what it gets wrong (a regular expression, a macro) moves a border and loses nothing.

struct CodeLines {
  private let family: CodeFamily
  private var start = 0
  /// Open brackets, of languages with braces.
  private var brackets = 0
  /// Indentations that the line before stands in, of the others.
  private var indents: [Int] = []
  private var inside = Inside.code

  private enum Inside: Equatable {
    case code, comment
    case quote([UInt8])
  }

  init(family: CodeFamily) { self.family = family }

  /// The next line of `text`, always the same text; `nil` after the last.
  mutating func next(_ text: [UInt8]) -> CodeLine? {
    guard start < text.count else { return nil }
    let range = start..<(text[start...].firstIndex(of: 0x0A) ?? text.count)
    start = range.upperBound + 1
    let isBlank = text[range].allSatisfy(\.isSpace), isInside = inside != .code
    // A brace in the first column ends what is outermost, whatever was counted in it.
    if !isInside, text[range].first == UInt8(ascii: "}") { brackets = min(brackets, 1) }
    let depth = family.isByIndentation ? indentation(text[range], isCode: !isBlank && !isInside) : brackets
    scan(text[range])
    return CodeLine(range: range, isBlank: isBlank, depth: depth, isInside: isInside)
  }

  private mutating func indentation(_ line: ArraySlice<UInt8>, isCode: Bool) -> Int {
    guard isCode else { return max(indents.count - 1, 0) }
    var width = 0
    for byte in line.prefix(while: { $0 == 0x20 || $0 == 0x09 }) { width += byte == 0x09 ? 8 - width % 8 : 1 }
    while let last = indents.last, last >= width { indents.removeLast() }
    indents.append(width)
    return indents.count - 1
  }

  private mutating func scan(_ line: ArraySlice<UInt8>) {
    if family.isByIndentation, family.longQuotes.isEmpty { return }
    var rest = line
    while !rest.isEmpty {
      switch inside {
      case .comment: rest = skip(to: Array("*/".utf8), in: rest)
      case .quote(let mark): rest = skip(to: mark, in: rest)
      case .code: rest = code(rest)
      }
    }
  }

  private mutating func skip(to mark: [UInt8], in line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = line
    while let first = rest.first {
      if rest.starts(with: mark) {
        inside = .code
        return rest.dropFirst(mark.count)
      }
      rest = rest.dropFirst(first == UInt8(ascii: "\\") ? 2 : 1)
    }
    return rest
  }

  /// Passes over one token of code.
  private mutating func code(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if family.lineComments.contains(where: { line.starts(with: $0) }) { return [] }
    if family.hasBlockComments, line.starts(with: [0x2F, 0x2A]) {
      inside = .comment
      return line.dropFirst(2)
    }
    if let mark = family.longQuotes.first(where: { line.starts(with: $0) }) {
      inside = .quote(mark)
      return line.dropFirst(mark.count)
    }
    switch line.first {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return afterQuote(line)
    case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): brackets += 1
    case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): brackets = max(0, brackets - 1)
    default: break
    }
    return line.dropFirst()
  }

  /// After a string; after the quote alone where none ends on this line.
  private func afterQuote(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let mark = line[line.startIndex]
    let isCharacter = mark == UInt8(ascii: "'") && family.hasCharacters
    let end = isCharacter ? min(line.startIndex + 13, line.endIndex) : line.endIndex
    var index = line.startIndex + 1
    while index < end {
      if line[index] == mark { return line[(index + 1)...] }
      index += line[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return line.dropFirst()
  }
}
