// The form of a prompt, read off its text: ratings are shown for each of them.

/// How a prompt is put, whatever it is about. The first form that fits counts, in this order.
package enum PromptSyntax: String, Sendable, CaseIterable {
  /// More turns of the user's follow.
  case conversation
  /// It holds a fenced block of code.
  case code
  /// Two or more lines begin with a label of a choice: `A)`, `(b)`, `C.`.
  case choice
  /// It holds a gap of three or more underscores.
  case blank
  /// It holds a table, JSON or markup: two or more lines begin with `|`, `{`, `[` or `<`.
  case structured
  /// Some line ends with a question mark.
  case question
  /// Anything else: it tells what to do.
  case request

  package init(of text: String, hasFurtherTurns: Bool = false) {
    let lines = text.split(separator: "\n").map { $0.utf8.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }
    self =
      if hasFurtherTurns {
        .conversation
      } else if lines.contains(where: { $0.starts(with: "```".utf8) }) {
        .code
      } else if lines.count(where: Self.isChoice) >= 2 {
        .choice
      } else if text.contains("___") {
        .blank
      } else if lines.count(where: Self.isStructured) >= 2 {
        .structured
      } else if lines.contains(where: Self.isQuestion) {
        .question
      } else {
        .request
      }
  }

  private static func isChoice(_ line: Substring.UTF8View) -> Bool {
    let hasBracket = line.first == UInt8(ascii: "(")
    let label = (hasBracket ? line.dropFirst() : line).prefix(3)
    guard label.count == 3, let letter = label.first, isChoiceLetter(letter) else { return false }
    let mark = label.dropFirst().first
    let isClosed = mark == UInt8(ascii: ")") || (mark == UInt8(ascii: ".") && !hasBracket)
    return isClosed && label.last == UInt8(ascii: " ")
  }

  private static func isChoiceLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "H")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "h")).contains(byte)
  }

  private static func isStructured(_ line: Substring.UTF8View) -> Bool { line.first.map("|{[<".utf8.contains) ?? false }

  private static func isQuestion(_ line: Substring.UTF8View) -> Bool {
    line.last { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\r") } == UInt8(ascii: "?")
  }
}
