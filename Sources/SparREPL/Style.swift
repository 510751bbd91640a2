// The few colours of the loop itself; what values look like is decided in stdlib-lua/spar/inspect.lua.

enum Style: String {
  case prompt = "36"
  case failure = "31"
  case dim = "2"

  func apply(to text: String, if isOn: Bool) -> String { isOn ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text }

  func applyToFirstLine(of text: String, if isOn: Bool) -> String {
    let first = text.prefix { $0 != "\n" }
    return apply(to: String(first), if: isOn) + text.dropFirst(first.count)
  }
}

/// Whether output may be coloured.
package enum Colour {
  /// - Parameters:
  ///   - refused: `--no-color` was given.
  ///   - isTerminal: the output goes to a terminal.
  ///   - environment: NO_COLOR, when not empty, refuses colour (no-color.org); so does TERM=dumb.
  package static func isWanted(refused: Bool, isTerminal: Bool, environment: [String: String]) -> Bool {
    !refused && isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }
}
