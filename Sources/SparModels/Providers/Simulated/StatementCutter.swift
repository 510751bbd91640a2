// Cuts the bytes of a text into sentences (prose) or lines (code), without the marks that lines begin with.

/// Walks the lines of a text once.
struct StatementCutter {
  struct Piece {
    let range: Range<Int>
    let label: Range<Int>?
    let isLeading: Bool
  }

  private let bytes: [UInt8]
  let isCode: Bool
  private(set) var pieces: [Piece] = []
  /// Where the open sentence began, and who speaks it.
  private var open: Int?
  private var label: Range<Int>?
  private var end = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isCode = CodeSigns.found(in: bytes)
  }

  mutating func cut() {
    var start = 0
    while start <= bytes.count {
      let stop = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let line = trimmed(start..<stop)
      if isCode { cutCode(line) } else { cutProse(line) }
      start = stop + 1
    }
    close()
  }

  // MARK: Prose

  private mutating func cutProse(_ line: Range<Int>) {
    guard !line.isEmpty else { return close() }
    let content = afterMarks(line)
    let speaker = speaker(in: content)
    if content.lowerBound > line.lowerBound || speaker != nil { close() }
    label = speaker ?? label
    cutSentences(speaker.map { trimmed($0.upperBound + 1..<content.upperBound) } ?? content)
    // A line that opened with a heading's mark ends with its line.
    if bytes[line.lowerBound] == UInt8(ascii: "#") { close() }
  }

  private mutating func cutSentences(_ line: Range<Int>) {
    var index = line.lowerBound
    while index < line.upperBound {
      if open == nil { open = index }
      let byte = bytes[index]
      // Most bytes are letters and spaces: only the few that may end a sentence are decoded.
      guard byte == 0x2E || byte == 0x21 || byte == 0x3F || byte >= 0xD8 else {
        index += 1
        continue
      }
      index = afterStop(at: index, in: line)
    }
    end = line.upperBound
  }

  /// Closes the sentence if one ends with the scalar at `index`; the index to go on at.
  private mutating func afterStop(at index: Int, in line: Range<Int>) -> Int {
    let scalar = SourceScalar(bytes, at: index)
    var next = min(index + scalar.length, line.upperBound)
    guard scalar.isStop || scalar.isFullStop else { return next }
    while next < line.upperBound {
      let follower = SourceScalar(bytes, at: next)
      guard follower.isCloser || follower.isStop else { break }
      next += follower.length
    }
    guard scalar.isFullStop || endsSentence(stop: index, next: next, in: line) else { return next }
    end = next
    close(keepingLabel: true)
    while next < line.upperBound, bytes[next] == 0x20 || bytes[next] == 0x09 { next += 1 }
    return next
  }

  private func endsSentence(stop: Int, next: Int, in line: Range<Int>) -> Bool {
    guard next < line.upperBound else { return !isAbbreviation(before: stop) }
    guard bytes[next] == 0x20 || bytes[next] == 0x09, next + 1 < line.upperBound else { return false }
    let begins = bytes[next + 1]
    let isSmall = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(begins)
    return !isSmall && !(bytes[stop] == 0x2E && isAbbreviation(before: stop))
  }

  /// `Dr`, `Mr`, `St`, a single capital: a stop behind them ends no sentence.
  private func isAbbreviation(before stop: Int) -> Bool {
    var start = stop
    while start > 0, bytes[start - 1] > 0x40 { start -= 1 }
    guard stop - start <= 3 else { return false }
    let word = bytes[start..<stop]
    if word.count == 1 { return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(word.first!) }
    return Self.abbreviations.contains { $0.elementsEqual(word) }
  }

  private static let abbreviations = ["Dr", "Mr", "Mrs", "Ms", "St", "Sr", "Jr", "No", "vs", "cf"].map {
    Array($0.utf8)
  }

  // MARK: Code

  private mutating func cutCode(_ line: Range<Int>) {
    guard !line.isEmpty else { return }
    let content = afterCommentMarks(line)
    guard bytes[content].contains(where: { $0 > 0x40 }) else { return }
    let isComment = content.lowerBound > line.lowerBound
    pieces.append(Piece(range: content, label: nil, isLeading: isComment || CodeSigns.defines(bytes[content])))
  }

  private func afterCommentMarks(_ line: Range<Int>) -> Range<Int> {
    var (start, stop) = (line.lowerBound, line.upperBound)
    while start < stop,
      CodeSigns.commentMarks.contains(bytes[start]) || (start > line.lowerBound && bytes[start] == 0x20)
    {
      start += 1
    }
    // A single mark may be an operator or a decorator; a comment has a space behind its marks or several of them.
    let marks = start - line.lowerBound
    guard marks > 0, marks > 1 || bytes[line.lowerBound] == UInt8(ascii: "#") else { return line }
    while stop > start, CodeSigns.commentMarks.contains(bytes[stop - 1]) || bytes[stop - 1] == 0x20 { stop -= 1 }
    return start..<stop
  }

  // MARK: Marks at the start of a line

  private mutating func close(keepingLabel: Bool = false) {
    if let start = open, start < end {
      let range = trimmed(start..<end)
      if !range.isEmpty { pieces.append(Piece(range: range, label: label, isLeading: false)) }
    }
    open = nil
    if !keepingLabel { label = nil }
  }

  /// The line without bullet, number, heading, quotation or time marks.
  private func afterMarks(_ line: Range<Int>) -> Range<Int> {
    var start = line.lowerBound
    switch bytes[start] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ">"), UInt8(ascii: "#"),
      UInt8(ascii: "|"):
      let mark = bytes[start]
      while start < line.upperBound, bytes[start] == mark { start += 1 }
    case UInt8(ascii: "["):
      start =
        bytes[line.lowerBound..<min(line.upperBound, line.lowerBound + 12)].firstIndex(of: 0x5D).map { $0 + 1 } ?? start
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      while start < line.upperBound, (0x30...0x39).contains(bytes[start]) { start += 1 }
      let isNumbered = start < line.upperBound && (bytes[start] == 0x2E || bytes[start] == 0x29)
      start = isNumbered && start + 1 < line.upperBound && bytes[start + 1] == 0x20 ? start + 1 : line.lowerBound
    default: break
    }
    return trimmed(start..<line.upperBound)
  }

  /// `Ana Reyes` of `Ana Reyes: We should …`.
  private func speaker(in line: Range<Int>) -> Range<Int>? {
    let head = line.lowerBound..<min(line.upperBound, line.lowerBound + 28)
    guard !head.isEmpty, SourceScalar(bytes, at: head.lowerBound).isCapital,
      let colon = bytes[head].firstIndex(of: 0x3A), colon + 1 < line.upperBound, bytes[colon + 1] == 0x20,
      bytes[head.lowerBound..<colon].count(where: { $0 == 0x20 }) < 3
    else { return nil }
    return head.lowerBound..<colon
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, stop) = (range.lowerBound, max(range.lowerBound, range.upperBound))
    while start < stop, bytes[start] <= 0x20 { start += 1 }
    while stop > start, bytes[stop - 1] <= 0x20 { stop -= 1 }
    return start..<stop
  }
}
