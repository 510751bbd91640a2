// The line that opens or closes a code block: ``` or ~~~.

/// A fence line.
struct CodeFence {
  private let marker: UInt8
  private let count: Int
  /// Whether a language or another word follows, which only an opening fence may have.
  let hasInfo: Bool

  /// Reads a fence; `nil` for any other line.
  init?(_ line: ReplyBytes) {
    let line = line.trimmed
    guard let marker = line.first, marker == UInt8(ascii: "`") || marker == UInt8(ascii: "~") else { return nil }
    let run = line.prefix { $0 == marker }
    let info = line[run.endIndex...]
    guard run.count >= 3, !info.contains(UInt8(ascii: "`")) else { return nil }
    self.marker = marker
    self.count = run.count
    self.hasInfo = !info.isBlank
  }

  func closes(_ opening: CodeFence) -> Bool { marker == opening.marker && count >= opening.count && !hasInfo }
}

/// Follows lines in and out of code blocks.
struct CodeFenceTracker {
  private var opening: CodeFence?

  /// Whether `line` is a fence or inside a code block.
  mutating func covers(_ line: ReplyBytes) -> Bool {
    let fence = CodeFence(line)
    guard let opening else {
      self.opening = fence
      return fence != nil
    }
    if let fence, fence.closes(opening) { self.opening = nil }
    return true
  }
}
