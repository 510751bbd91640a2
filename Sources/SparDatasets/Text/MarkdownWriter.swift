// Writes text with its structure: headings, paragraphs, lists, tables and preformatted text, as Markdown.

struct MarkdownWriter {
  private(set) var text: [UInt8] = []

  /// What stands before every line inside of a list item or a quotation: something else before the first.
  private struct Indent {
    var first: [UInt8]?
    let rest: [UInt8]
  }

  private var indents: [Indent] = []
  /// Deeper ones are not shown: a thousand quotations inside of each other would multiply a text.
  private let deepest = 8
  /// What is written before the next text.
  private var gap = Gap.none

  private enum Gap: Int { case none, space, line, blank }

  private var isLineStart: Bool { text.isEmpty || text.last == 0x0A }

  mutating func space() { widen(.space) }
  mutating func line() { widen(.line) }
  mutating func paragraph() { widen(.blank) }

  private mutating func widen(_ wider: Gap) { if wider.rawValue > gap.rawValue { gap = wider } }

  /// White space of any length is one space.
  mutating func add(flowing words: some Collection<UInt8>) {
    var rest = words[...]
    while let first = rest.first {
      if first.isSpace {
        space()
        rest = rest.drop(while: \.isSpace)
      } else {
        let word = rest.prefix { !$0.isSpace }
        add(word)
        rest = rest[word.endIndex...]
      }
    }
  }

  mutating func add(flowing words: String) { add(flowing: Array(words.utf8)) }

  /// A piece of a line, as it is.
  mutating func add(_ piece: some Collection<UInt8>) {
    if piece.isEmpty { return }
    closeGap()
    if isLineStart { startLine() }
    text.append(contentsOf: piece)
  }

  /// What follows is a heading, until `endHeading`; one without text is none.
  mutating func beginHeading(_ level: Int) {
    paragraph()
    indent(first: String(repeating: "#", count: min(max(level, 1), 6)) + " ", rest: "")
  }

  mutating func endHeading() {
    outdent()
    paragraph()
  }

  /// Lines that are kept as they are, between fences that they do not hold themselves.
  mutating func add(preformatted lines: some Collection<UInt8>, language: String = "") {
    let lines = Array(Array(lines).trimmingSpaceAtEnd.drop { $0 == 0x0A })
    if lines.isEmpty { return }
    let fence = Self.fence(around: lines)
    paragraph()
    add(fence + Array(language.utf8))
    for line in lines.split(separator: 0x0A, omittingEmptySubsequences: false) {
      text.append(0x0A)
      startLine(isBlank: line.isEmpty)
      text.append(contentsOf: line)
    }
    line()
    add(fence)
    paragraph()
  }

  /// Rows of cells; the first row is the head.
  mutating func add(table rows: [[[UInt8]]]) {
    let width = rows.map(\.count).max() ?? 0
    paragraph()
    for (index, row) in rows.enumerated() {
      let cells = row.map(Self.cell) + Array(repeating: [], count: width - row.count)
      line()
      add(Array("| ".utf8) + cells.joined(separator: Array(" | ".utf8)) + Array(" |".utf8))
      if index == 0 {
        line()
        add(Array(("|" + String(repeating: " --- |", count: width)).utf8))
      }
    }
    paragraph()
  }

  /// Begins a list item (`- `), a quotation (`> `): `rest` stands before its further lines.
  mutating func indent(first: String, rest: String) {
    indents.append(Indent(first: Array(first.utf8), rest: Array(rest.utf8)))
  }

  mutating func outdent() { _ = indents.popLast() }

  private mutating func closeGap() {
    defer { gap = .none }
    if text.isEmpty { return }
    switch gap {
    case .none: break
    case .space: if !isLineStart { text.append(0x20) }
    case .line: if !isLineStart { text.append(0x0A) }
    case .blank:
      if !isLineStart { text.append(0x0A) }
      text.append(0x0A)
    }
  }

  private mutating func startLine(isBlank: Bool = false) {
    for index in indents.indices.prefix(deepest) {
      let indent = indents[index].first ?? indents[index].rest
      indents[index].first = nil
      text.append(contentsOf: isBlank ? indent.trimmingSpaceAtEnd : indent[...])
    }
  }

  private static func fence(around lines: [UInt8]) -> [UInt8] {
    var longest = 2, run = 0
    for byte in lines {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return Array(repeating: UInt8(ascii: "`"), count: longest + 1)
  }

  /// On one line, and without what would end it.
  private static func cell(_ content: [UInt8]) -> [UInt8] {
    var cell: [UInt8] = []
    for word in content.split(whereSeparator: \.isSpace) {
      if !cell.isEmpty { cell.append(0x20) }
      for byte in word {
        if byte == UInt8(ascii: "|") { cell.append(UInt8(ascii: "\\")) }
        cell.append(byte)
      }
    }
    return cell
  }
}
