// Finds the sections and paragraphs of Markdown.

/// Paragraphs with the headings they stand under. A heading goes with what follows it; in fenced code blank lines are
/// weak borders.
struct MarkdownScanner {
  private let text: [UInt8]
  private var found: [ChunkUnit] = []
  private var headings: [(level: Int, title: String)] = []
  private var fence: ArraySlice<UInt8>?
  private var isAfterBlank = true
  /// Whether the unit at hand is nothing but headings yet.
  private var isHeadingOnly = false
  /// The last line, where it can be a heading once it is underlined.
  private var candidate: Range<Int>?

  init(_ text: [UInt8]) { self.text = text }

  func units() -> [ChunkUnit] {
    var scanner = self
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.count
      scanner.take(start..<end)
      start = end + 1
    }
    return scanner.found
  }

  private mutating func take(_ line: Range<Int>) {
    let content = text[line].trimmingSpace
    defer { isAfterBlank = content.isEmpty }
    guard !content.isEmpty else { return candidate = nil }
    if let fence {
      extend(line)
      if content.starts(with: fence), content.allSatisfy({ $0 == fence.first }) { self.fence = nil }
      return
    }
    if let title = Self.heading(content) { return begin(line, level: title.level, title: title.text) }
    if let level = Self.underline(content), let candidate {
      return underline(candidate, line, level: level)
    }
    candidate = isAfterBlank || isHeadingOnly ? line : nil
    extend(line)
    fence = Self.fence(content)
  }

  /// Adds a line to the unit at hand, or begins one after a blank line.
  private mutating func extend(_ line: Range<Int>) {
    if let last = found.last, !isAfterBlank || isHeadingOnly {
      found[found.count - 1].range = last.range.lowerBound..<line.upperBound
    } else {
      let rank = ChunkUnit.paragraph + (fence == nil ? 0 : 1)
      found.append(ChunkUnit(range: line, rank: rank, headings: headings.map(\.title)))
    }
    isHeadingOnly = false
  }

  private mutating func begin(_ line: Range<Int>, level: Int, title: String) {
    while let last = headings.last, last.level >= level { headings.removeLast() }
    headings.append((level, title))
    let path = headings.map(\.title)
    if isHeadingOnly, let last = found.last, last.rank <= level {
      found[found.count - 1] = ChunkUnit(
        range: last.range.lowerBound..<line.upperBound, rank: last.rank, headings: path)
    } else {
      found.append(ChunkUnit(range: line, rank: level, headings: path))
    }
    isHeadingOnly = true
    candidate = nil
  }

  /// The line before was a heading.
  private mutating func underline(_ title: Range<Int>, _ line: Range<Int>, level: Int) {
    if let last = found.last {
      if last.range.lowerBound == title.lowerBound {
        found.removeLast()
      } else {
        let kept = text[last.range.lowerBound..<title.lowerBound].trimmingSpaceAtEnd
        found[found.count - 1].range = last.range.lowerBound..<kept.endIndex
      }
    }
    begin(title.lowerBound..<line.upperBound, level: level, title: String(utf8: text[title].trimmingSpace))
  }

  /// `## Title ##`
  static func heading(_ line: ArraySlice<UInt8>) -> (level: Int, text: String)? {
    let level = line.prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(level), line.dropFirst(level).first?.isSpace ?? false else { return nil }
    var title = line.dropFirst(level).trimmingSpace
    while title.last == UInt8(ascii: "#") { title = title.dropLast() }
    let text = String(utf8: title.trimmingSpace)
    return text.isEmpty ? nil : (level, text)
  }

  /// The level of the heading above a line of = or of -.
  static func underline(_ line: ArraySlice<UInt8>) -> Int? {
    guard line.count > 2, let first = line.first, line.allSatisfy({ $0 == first }) else { return nil }
    return first == UInt8(ascii: "=") ? 1 : first == UInt8(ascii: "-") ? 2 : nil
  }

  /// What opens fenced code, and closes it.
  static func fence(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let mark = line.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let fence = line.prefix { $0 == mark }
    // `code` in three backticks on one line opens nothing.
    guard fence.count > 2, !line[fence.endIndex...].contains(UInt8(ascii: "`")) else { return nil }
    return fence
  }
}
