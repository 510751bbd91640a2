// A reply on the terminal while it comes: thoughts dim, the answer plain, and nothing that the terminal would obey.

/// What stands on the screen of a reply that is still coming.
struct ReplyScreen: Sendable {
  private let hasColour: Bool
  private var isOpen = false
  private var isDim = false
  private var endsLine = true

  init(hasColour: Bool) { self.hasColour = hasColour }

  /// What to write for a piece.
  mutating func text(for piece: String, isThought: Bool) -> String {
    guard !piece.isEmpty else { return "" }
    var text = ""
    // The answer begins on a line of its own, a line below the thoughts.
    if isOpen, isThought != isDim { text += end() + "\n" }
    if !isOpen || isThought != isDim, isThought, hasColour { text += "\u{1B}[2m" }
    (isOpen, isDim) = (true, isThought)
    endsLine = piece.utf8.last == UInt8(ascii: "\n")
    return text + Self.clean(piece)
  }

  /// What to write before anything else may be written.
  mutating func close() -> String {
    defer { isOpen = false }
    return isOpen ? end() : ""
  }

  private func end() -> String { (isDim && hasColour ? "\u{1B}[0m" : "") + (endsLine ? "" : "\n") }

  /// Control characters are shown as their pictures (U+2400 …) instead of being sent.
  private static func clean(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard isControl(scalar) else {
        clean.append(scalar)
        continue
      }
      clean.append(scalar.value < 0x20 ? Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}" : "\u{FFFD}")
    }
    return String(clean)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
  }
}
