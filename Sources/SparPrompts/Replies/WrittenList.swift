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
    let isLoose = first.mark.isHeading || bodies.dropLast().contains(where: \.hasLooseParagraph)
    let hasCode = bodies.dropLast().contains(where: \.holdsCode)
    bodies[bodies.count - 1].dropProse(onlyClosing: isLoose, mayFollowCode: !hasCode)
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

/// What opens an item: `1.`, `2)`, `**3.**`, `-`, `*`, `•`; or a heading: `## 4.`, `**5. Order**`, `Instruction 6:`.
struct ListMark {
  let indentation: Int
  /// `nil` for a bullet.
  private let number: Int?
  private let sign: [UInt8]
  /// Bytes of the line before the item's text.
  let width: Int
  /// Whether it is a heading with the item below it, whose paragraphs are not indented.
  let isHeading: Bool
  /// Whether the item's text begins in the bold type that the number stands in.
  let isBoldOpen: Bool

  init?(_ line: ReplyBytes) {
    indentation = line.indentation
    let whole = line.drop(while: \.isSpace)
    let start = Self.withoutHashes(whole)
    let isBold = start.starts(withWord: "**")
    var rest = isBold ? start.dropFirst(2) : start
    let named = Self.withoutName(rest)
    let isNamed = named.startIndex > rest.startIndex
    rest = named
    let digits = rest.prefix(while: \.isDigit)
    rest = rest[digits.endIndex...]
    if digits.isEmpty {
      guard !isBold, !isNamed, start.startIndex == whole.startIndex,
        let bullet = ["-", "*", "•", "–"].first(where: { rest.starts(with: $0.utf8) })
      else { return nil }
      sign = Array(bullet.utf8)
      number = nil
      rest = rest.dropFirst(sign.count)
    } else {
      guard digits.count <= 3, let sign = Self.sign(rest, isNamed: isNamed) else { return nil }
      rest = rest.dropFirst(sign.count)
      self.sign = Array(whole[..<digits.startIndex].filter { !$0.isSpace }) + sign
      number = Int(digits.text)
    }
    let isClosed = isBold && rest.starts(withWord: "**")
    if isClosed { rest = rest.dropFirst(2) }
    if isClosed, isNamed, rest.first == UInt8(ascii: ":") { rest = rest.dropFirst() }
    isBoldOpen = isBold && !isClosed
    if isBoldOpen, rest.firstIndex(ofWord: "**") == nil { return nil }
    isHeading = isNamed || isBoldOpen || start.startIndex > whole.startIndex
    guard rest.first?.isSpace ?? isHeading else { return nil }
    width = rest.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.endIndex - line.startIndex
  }

  /// Past `## `.
  private static func withoutHashes(_ line: ReplyBytes) -> ReplyBytes {
    let hashes = line.prefix { $0 == UInt8(ascii: "#") }
    let rest = line[hashes.endIndex...]
    guard (1...6).contains(hashes.count), rest.first?.isSpace == true else { return line }
    return rest.drop(while: \.isSpace)
  }

  /// Past `Instruction ` before a number.
  private static func withoutName(_ line: ReplyBytes) -> ReplyBytes {
    let word = line.prefix { $0.lowercased != $0 || (97...122).contains($0) }
    let rest = line[word.endIndex...]
    guard word.count <= 11, rest.first == UInt8(ascii: " "), names.contains(word.text.lowercased()) else { return line }
    let number = rest.dropFirst().drop { $0 == UInt8(ascii: "#") }
    return number.first?.isDigit == true ? number : line
  }

  private static let names: Set = [
    "instruction", "task", "question", "item", "problem", "prompt", "suggestion", "exercise",
  ]

  /// The sign after a number; a named one may also have a colon, or nothing more on its line.
  private static func sign(_ rest: ReplyBytes, isNamed: Bool) -> [UInt8]? {
    guard let sign = rest.first, sign != UInt8(ascii: ".") && sign != UInt8(ascii: ")") else {
      return rest.first.map { [$0] } ?? (isNamed ? [] : nil)
    }
    guard isNamed else { return nil }
    if sign == UInt8(ascii: ":") { return [sign] }
    let end = rest.starts(withWord: "**") ? rest.dropFirst(2) : rest
    return end.isBlank || end.first == UInt8(ascii: ":") ? [] : nil
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
  private let isHeading: Bool

  init(_ lines: ArraySlice<ReplyBytes>, mark: ListMark) {
    self.lines = Array(lines)
    width = mark.width
    let first = lines[lines.startIndex].dropFirst(mark.width)
    self.lines[0] = mark.isBoldOpen ? ReplyBytes("**".utf8) + first : first
    isHeading = mark.isHeading
    if isHeading { dropRule() }
  }

  var hasLooseParagraph: Bool { looseParagraph != nil }

  var holdsCode: Bool { lines.contains { CodeFence($0) != nil } }

  /// A rule between two headings is part of neither.
  private mutating func dropRule() {
    while let last = lines.last, lines.count > 1, last.isBlank || Self.isRule(last) { lines.removeLast() }
  }

  private static func isRule(_ line: ReplyBytes) -> Bool {
    let line = line.trimmed
    return line.count >= 3 && "-*_".utf8.contains(line[line.startIndex]) && line.allSatisfy { $0 == line.first }
  }

  /// Drops what is said after the list; what belongs here because other items have such paragraphs too, or because it
  /// follows the only code block as the question about it, only where it takes leave.
  mutating func dropProse(onlyClosing isLoose: Bool, mayFollowCode: Bool) {
    let isTold = isLoose || (mayFollowCode && followsCode)
    let end =
      isTold ? lines.indices.first { $0 > 0 && Self.takesLeave(lines[$0]) && lines[$0 - 1].isBlank } : looseParagraph
    if let end { lines = Array(lines[..<end]) }
    if isHeading { dropRule() }
  }

  /// Whether the first loose paragraph comes right after a code block, as the question about the code does.
  private var followsCode: Bool {
    guard let start = looseParagraph else { return false }
    return lines[..<start].last { !$0.isBlank }.map { CodeFence($0) != nil } ?? false
  }

  /// How models end a reply.
  private static func takesLeave(_ line: ReplyBytes) -> Bool {
    let starts: [StaticString] = [
      "let me know", "i hope", "hope th", "feel free", "these instr", "each instr", "each of these", "all of these",
      "all instr", "would you like", "if you need", "if you'd like", "these tasks", "these questions", "enjoy",
    ]
    return starts.contains { line.starts(withWord: $0) }
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
    return body.trimmedBlock.text
  }
}

extension ReplyBytes {
  /// How many spaces it starts with.
  fileprivate var spaces: Int { prefix { $0 == UInt8(ascii: " ") }.count }
}
