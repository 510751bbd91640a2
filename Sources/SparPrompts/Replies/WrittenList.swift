// A numbered or bulleted list in a reply.

/// The items of the first list in a text, with their continuation lines and code blocks.
struct WrittenList {
  private(set) var items: [String] = []
  /// From the first item's mark to past the last item's mark.
  private(set) var span: Range<Int>

  /// `nil` where the text has no list.
  init?(_ bytes: ReplyBytes) {
    let lines = bytes.lines
    let marks = Self.marks(lines)
    guard let first = marks.first, let last = marks.last else { return nil }
    span = lines[first.line].startIndex..<(lines[last.line].startIndex + 1)
    var bodies = marks.indices.map { index in
      let end = index + 1 < marks.count ? marks[index + 1].line : lines.count
      return ListItem(lines[marks[index].line..<end], mark: marks[index].mark)
    }
    // Prose after the list is not part of the last item, unless items have unindented paragraphs here.
    if !bodies.dropLast().contains(where: \.hasLooseParagraph) { bodies[bodies.count - 1].dropLooseParagraph() }
    items = bodies.map(\.text)
  }

  /// The marks of the numbered list, unless it lies inside a bulleted one: bullets beside numbers are notes.
  private static func marks(_ lines: [ReplyBytes]) -> [Mark] {
    let numbered = marks(lines, numbered: true), bulleted = marks(lines, numbered: false)
    guard let number = numbered.first, let bullet = bulleted.first else { return numbered + bulleted }
    return number.mark.indentation <= bullet.mark.indentation ? numbered : bulleted
  }

  private static func marks(_ lines: [ReplyBytes], numbered: Bool) -> [Mark] {
    var marks: [Mark] = []
    var fences = CodeFenceTracker()
    for (index, line) in lines.enumerated() where !fences.covers(line) {
      guard let mark = ListMark(line) else { continue }
      // A code block may open right after the mark.
      _ = fences.covers(line.dropFirst(mark.width))
      guard mark.isNumbered == numbered, marks.last.map({ mark.follows($0.mark) }) ?? mark.canOpen else { continue }
      marks.append(Mark(line: index, mark: mark))
    }
    return marks
  }

  private struct Mark {
    let line: Int
    let mark: ListMark
  }
}

/// What opens an item: `1.`, `2)`, `**3.**`, `-`, `*`, `•`.
struct ListMark {
  let indentation: Int
  /// `nil` for a bullet.
  private let number: Int?
  private let sign: [UInt8]
  /// Bytes of the line before the item's text.
  let width: Int

  init?(_ line: ReplyBytes) {
    indentation = line.indentation
    let start = line.drop(while: \.isSpace)
    let isBold = start.starts(withWord: "**")
    var rest = isBold ? start.dropFirst(2) : start
    let digits = rest.prefix(while: \.isDigit)
    rest = rest[digits.endIndex...]
    if digits.isEmpty {
      guard !isBold, let bullet = ["-", "*", "•", "–"].first(where: { rest.starts(with: $0.utf8) }) else { return nil }
      sign = Array(bullet.utf8)
      number = nil
    } else {
      guard digits.count <= 3, let sign = rest.first, sign == UInt8(ascii: ".") || sign == UInt8(ascii: ")") else {
        return nil
      }
      self.sign = [sign]
      number = Int(digits.text)
    }
    rest = rest.dropFirst(sign.count)
    if isBold, rest.starts(withWord: "**") { rest = rest.dropFirst(2) } else if isBold { return nil }
    guard let space = rest.first, space.isSpace else { return nil }
    width = rest.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.endIndex - line.startIndex
  }

  var isNumbered: Bool { number != nil }

  /// Whether a list may start here.
  var canOpen: Bool { number.map { $0 <= 1 } ?? true }

  /// Whether this opens the item after `last`, rather than a list inside it.
  func follows(_ last: ListMark) -> Bool {
    guard sign == last.sign, indentation <= last.indentation + 1 else { return false }
    return number == last.number.map { $0 + 1 }
  }
}

/// The lines of one item.
struct ListItem {
  private var lines: [ReplyBytes]
  private let width: Int

  init(_ lines: ArraySlice<ReplyBytes>, mark: ListMark) {
    self.lines = Array(lines)
    width = mark.width
    self.lines[0] = lines[lines.startIndex].dropFirst(mark.width)
  }

  var hasLooseParagraph: Bool { looseParagraph != nil }

  mutating func dropLooseParagraph() {
    if let start = looseParagraph { lines = Array(lines[..<start]) }
  }

  /// The first line after a blank one that is neither indented nor code.
  private var looseParagraph: Int? {
    var fences = CodeFenceTracker(), wasBlank = false
    for (index, line) in lines.enumerated() {
      if !fences.covers(line), wasBlank, !line.isBlank, line.indentation == 0 { return index }
      wasBlank = line.isBlank
    }
    return nil
  }

  /// The item with the indentation of its continuation lines taken off evenly.
  var text: String {
    let rest = lines.dropFirst()
    let common = rest.filter { !$0.isBlank }.map(\.spaces).min() ?? 0
    let cut = min(common, width)
    let body = rest.reduce(into: lines[0]) { $0 += $1.dropFirst(min(cut, $1.spaces)) }
    return body.trimmed.text
  }
}

extension ReplyBytes {
  /// How many spaces it starts with.
  fileprivate var spaces: Int { prefix { $0 == UInt8(ascii: " ") }.count }
}
