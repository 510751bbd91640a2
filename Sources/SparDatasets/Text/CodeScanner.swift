// Finds the declarations of source code: what begins after a blank line or after the end of another, by its depth.

/// A comment, an attribute or a decorator goes with what it stands above, for no blank line is between them.
struct CodeScanner {
  private let text: [UInt8]
  private let family: CodeFamily

  init(_ text: [UInt8], language: String?) {
    self.text = text
    family = CodeFamily(language)
  }

  func units() -> [ChunkUnit] {
    var lines = family.lines(of: text)
    var units: [ChunkUnit] = []
    var previous: CodeLine?
    while let line = lines.next(text) {
      defer { previous = line }
      guard !line.isBlank else { continue }
      if let last = units.last, !begins(line, after: previous) {
        units[units.count - 1].range = last.range.lowerBound..<line.range.upperBound
      } else {
        units.append(ChunkUnit(range: line.range, rank: min(line.depth + 1, ChunkUnit.paragraph)))
      }
    }
    return units
  }

  private func begins(_ line: CodeLine, after previous: CodeLine?) -> Bool {
    guard let previous, !line.isInside, !isCloser(line) else { return false }
    if previous.isBlank { return true }
    return family.isByIndentation ? line.depth < previous.depth || isCloser(previous) : isCloser(previous)
  }

  /// Whether a line ends or goes on with what an earlier one began: `}`, `end`, `else`.
  private func isCloser(_ line: CodeLine) -> Bool {
    let content = text[line.range].trimmingSpace
    guard let first = content.first else { return false }
    if first == UInt8(ascii: "}") || first == UInt8(ascii: ")") || first == UInt8(ascii: "]") { return true }
    let word = content.prefix { $0.isLetter }
    return family.closers.contains(String(utf8: word))
  }
}

/// A line of code.
struct CodeLine {
  /// Without its end.
  let range: Range<Int>
  let isBlank: Bool
  /// How deep it is in declarations and blocks.
  let depth: Int
  /// Whether it begins inside of a string or a comment.
  let isInside: Bool
}
