// Where a text may be cut: paragraphs, sentences, words.

/// Borders in valid UTF-8, as byte offsets.
struct Borders {
  let text: [UInt8]

  /// Runs of lines that are not blank.
  func paragraphs() -> [Range<Int>] {
    var paragraphs: [Range<Int>] = []
    var start: Int?, end = 0
    forEachLine { line, isBlank in
      if isBlank, let first = start {
        paragraphs.append(first..<end)
        start = nil
      } else if !isBlank {
        start = start ?? line.lowerBound
        end = line.upperBound
      }
    }
    if let first = start { paragraphs.append(first..<end) }
    return paragraphs
  }

  /// From the first line that is not blank to the end of the last; `nil` where all are.
  var whole: Range<Int>? {
    guard let first = text.firstIndex(where: { !$0.isSpace }) else { return nil }
    let line = text[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return line..<text.trimmingSpaceAtEnd.endIndex
  }

  /// How many characters (Unicode scalars) lie in `range`.
  func characters(in range: Range<Int>) -> Int {
    text.withUnsafeBufferPointer { text in
      var count = 0
      for index in range where text[index].beginsScalar { count += 1 }
      return count
    }
  }

  /// The offset `count` characters after `start`, at most `end`.
  func offset(_ count: Int, from start: Int, to end: Int) -> Int {
    var remaining = count, index = start
    while index < end {
      if text[index].beginsScalar {
        if remaining == 0 { return index }
        remaining -= 1
      }
      index += 1
    }
    return end
  }

  /// The offset `count` characters before `end`, at least `start`.
  func offset(_ count: Int, back end: Int, to start: Int) -> Int {
    var remaining = count, index = end
    while index > start, remaining > 0 {
      index -= 1
      if text[index].beginsScalar { remaining -= 1 }
    }
    return index
  }

  /// Whether the text before `index` ends a sentence and white space follows.
  func endsSentence(at index: Int, from start: Int) -> Bool {
    guard index > start, index < text.count else { return false }
    if endsWideSentence(at: index, from: start) { return true }
    guard text[index].isSpace else { return false }
    var last = index - 1
    // A closing quote or bracket may stand after the full stop.
    while last > start, [0x22, 0x27, 0x29, 0x5D].contains(text[last]) { last -= 1 }
    return [0x2E, 0x21, 0x3F].contains(text[last])
  }

  /// Chinese and Japanese: 。！？ end a sentence without a space.
  private func endsWideSentence(at index: Int, from start: Int) -> Bool {
    guard index - start >= 3 else { return false }
    let last = (text[index - 3], text[index - 2], text[index - 1])
    return last == (0xE3, 0x80, 0x82) || last == (0xEF, 0xBC, 0x81) || last == (0xEF, 0xBC, 0x9F)
  }

  /// Where the repeated part of a chunk begins: the first paragraph, else line (of code), else sentence, else word in
  /// the last `count` characters of `previous`; its end where there is none.
  func overlapStart(_ count: Int, in previous: Range<Int>, byLines: Bool) -> Int {
    let earliest = offset(count, back: previous.upperBound, to: previous.lowerBound + 1)
    let window = earliest..<previous.upperBound
    let paragraph = window.first { text[$0 - 1] == 0x0A && $0 > 1 && text[$0 - 2] == 0x0A }
    let line = byLines ? window.first { text[$0 - 1] == 0x0A } : nil
    let sentence = window.first { !text[$0].isSpace && endsSentence(at: $0 - 1, from: previous.lowerBound) }
    let word = window.first { text[$0 - 1].isSpace && !text[$0].isSpace }
    return paragraph ?? line ?? (byLines ? nil : sentence) ?? word ?? previous.upperBound
  }

  private func forEachLine(_ body: (Range<Int>, Bool) -> Void) {
    var start = 0, isBlank = true
    for (index, byte) in text.enumerated() {
      if byte == 0x0A {
        body(start..<index, isBlank)
        (start, isBlank) = (index + 1, true)
      } else if !byte.isSpace {
        isBlank = false
      }
    }
    if start < text.count { body(start..<text.count, isBlank) }
  }
}
