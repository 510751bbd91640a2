// The part of a reply that counts: what the model said after it had thought.

/// A reply without its `<think>` blocks.
struct ReplyText {
  let bytes: ReplyBytes

  init(_ reply: String) {
    let bytes = ReplyBytes(reply.utf8)
    // Most replies hold no tag at all, which is seen much faster than that they hold no such word.
    let mayThink = bytes.holds(UInt8(ascii: "<")) && bytes.firstIndex(ofWord: "think") != nil
    self.bytes = mayThink ? Self.withoutThoughts(bytes) : bytes
  }

  var isBlank: Bool { bytes.isBlank }

  /// Out of the code fence if one wraps all of it.
  var unfenced: ReplyBytes {
    let trimmed = bytes.trimmed, inner = Self.withoutOuterFence(trimmed)
    return inner.count == trimmed.count ? bytes : inner
  }

  /// The text, trimmed, and out of the code fence if one wraps all of it.
  func unwrapped() throws(PromptError) -> String {
    let text = Self.withoutOuterFence(bytes.trimmed)
    guard !text.isBlank else { throw .unparsed("The reply is an empty code block.") }
    return text.text
  }
}

extension ReplyText {
  /// Drops blocks from a line that starts with `<think>` to `</think>`, and what comes before a lone `</think>`:
  /// some chat templates open the block in the prompt. A block that never ends swallows the rest, since the reply
  /// was cut before its answer. Tags inside code blocks are text.
  private static func withoutThoughts(_ bytes: ReplyBytes) -> ReplyBytes {
    var kept = ReplyBytes(), isThinking = false, sawThought = false
    var fences = CodeFenceTracker()
    for line in bytes.lines {
      var line = line
      if !isThinking {
        if fences.covers(line) {
          kept += line
          continue
        }
        guard let rest = afterOpening(line) else {
          if !sawThought, endsThought(line) {
            (kept, sawThought) = ([], true)
          } else {
            kept += line
          }
          continue
        }
        (line, isThinking, sawThought) = (rest, true, true)
      }
      guard let rest = afterClosing(line) else { continue }
      isThinking = false
      fences = CodeFenceTracker()
      if !fences.covers(rest) || !rest.isBlank { kept += rest }
    }
    return kept
  }

  private static func afterOpening(_ line: ReplyBytes) -> ReplyBytes? {
    let start = line.drop(while: \.isSpace)
    if start.starts(withWord: "<think>") { return start.dropFirst(7) }
    if start.starts(withWord: "<thinking>") { return start.dropFirst(10) }
    return nil
  }

  private static func afterClosing(_ line: ReplyBytes) -> ReplyBytes? {
    if let index = line.firstIndex(ofWord: "</think>") { return line[(index + 8)...] }
    if let index = line.firstIndex(ofWord: "</thinking>") { return line[(index + 11)...] }
    return nil
  }

  private static func endsThought(_ line: ReplyBytes) -> Bool { afterClosing(line)?.isBlank == true }
}

extension ReplyText {
  /// The inside of a code fence that opens on the first line and closes on the last; blocks inside it may nest.
  private static func withoutOuterFence(_ text: ReplyBytes) -> ReplyBytes {
    guard text.first == UInt8(ascii: "`") || text.first == UInt8(ascii: "~") else { return text }
    let lines = text.lines
    guard lines.count >= 2, let outer = CodeFence(lines[0]), let last = CodeFence(lines[lines.count - 1]),
      last.closes(outer), closesOnlyAtEnd(lines)
    else { return text }
    return withoutBlankEnds(text[lines[0].endIndex..<lines[lines.count - 1].startIndex])
  }

  /// Whether the fence of the first line stays open up to the last line. A fence with a language opens a nested
  /// block, a bare one closes the innermost.
  private static func closesOnlyAtEnd(_ lines: [ReplyBytes]) -> Bool {
    var depth = 1
    for line in lines[1..<(lines.count - 1)] {
      guard let fence = CodeFence(line) else { continue }
      depth += fence.hasInfo ? 1 : -1
      if depth == 0 { return false }
    }
    return depth == 1
  }

  /// Without blank lines at the start, which keeps the first line's indentation, and white space at the end.
  private static func withoutBlankEnds(_ text: ReplyBytes) -> ReplyBytes {
    var text = text
    while let line = text.lines.first, line.isBlank { text = text[line.endIndex...] }
    while text.last?.isSpace == true { text.removeLast() }
    return text
  }
}
