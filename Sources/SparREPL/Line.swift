// What an input line means, before any Lua is looked at.

enum Line: Equatable {
  case blank
  /// `:why i12` without its colon.
  case command(String)
  /// `?elo` or `elo?`; `nil` for `?` alone.
  case help(String?)
  case leave
  case chunk(String)

  init(_ text: String) {
    let trimmed = text.trimmed
    if trimmed.isEmpty {
      self = .blank
    } else if trimmed == "quit" || trimmed == "exit" {
      self = .leave
    } else if trimmed.hasPrefix(":"), !trimmed.hasPrefix("::") {
      self = .command(trimmed.dropFirst().trimmed)
    } else if trimmed.hasPrefix("?") {
      let name = trimmed.dropFirst().trimmed
      self = .help(name.isEmpty ? nil : name)
    } else if trimmed.last == "?", Self.isName(trimmed.dropLast()) {
      self = .help(String(trimmed.dropLast()))
    } else {
      self = .chunk(text)
    }
  }

  /// Whether more lines may belong to it.
  func isIncomplete(_ state: (String) -> ChunkState) -> Bool {
    if case .chunk(let text) = self { state(text) == .incomplete } else { false }
  }

  private static func isName(_ text: some StringProtocol) -> Bool {
    text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == ":" }
  }
}
