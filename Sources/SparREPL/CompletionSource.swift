// Tab in each kind of line: command names after a colon, documented names after a question mark, else Lua.

internal import LineKit

struct CompletionSource {
  let evaluator: any Evaluator
  let commands: CommandTable

  /// - Parameter cursor: an offset in UTF-8 bytes.
  func completion(for text: String, cursor: Int) -> Completion {
    let before = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
    let trimmed = before.drop(while: \.isWhitespace)
    if trimmed.first == ":", !trimmed.hasPrefix("::") {
      let typed = trimmed.dropFirst()
      let names = commands.names.filter { $0.hasPrefix(typed) }
      return Completion(replaceFrom: cursor - typed.utf8.count, candidates: names)
    }
    let lua = trimmed.first == "?" ? String(trimmed.dropFirst()) : before
    return Completion(replaceFrom: cursor - Self.wordLength(lua), candidates: evaluator.completions(of: lua))
  }

  /// Bytes of the name that the text ends in.
  private static func wordLength(_ text: String) -> Int {
    text.reversed().prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }.count
  }
}
