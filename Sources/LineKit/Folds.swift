// Blocks that are taller than the screen. libedit has no viewport and draws them wrong, so a short mark stands for
// them while they are edited, and the text itself comes back when the block is read.

struct Folds {
  private var texts: [(mark: String, text: String)] = []

  /// A one-line mark for `text`, which may itself contain marks.
  mutating func fold(_ text: String, as what: String) -> String {
    let full = expand(text)
    let lines = full.split(separator: "\n", omittingEmptySubsequences: false).count
    let mark = "[\(lines) lines \(what) #\(texts.count + 1)]"
    texts.append((mark, full))
    return mark
  }

  /// The text with every mark replaced by what it stands for.
  func expand(_ text: String) -> String {
    texts.reduce(text) { text, fold in Self.replace(fold.mark, in: text, by: fold.text) }
  }

  private static func replace(_ mark: String, in text: String, by replacement: String) -> String {
    var parts: [Substring] = []
    var rest = text[...]
    while let range = rest.firstRange(of: mark) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    guard !parts.isEmpty else { return text }
    return (parts + [rest]).joined(separator: replacement)
  }
}
