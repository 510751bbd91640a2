// Tab in each kind of line: command names after a colon, documented names after a question mark, else Lua.

internal import LineKit

struct CompletionSource {
  let evaluator: any Evaluator
  let commands: CommandTable

  func completion(for text: String, cursor: Int) -> Completion {
    let mark = text.prefix { $0.isWhitespace }.utf8.count
    guard let first = text.utf8.dropFirst(mark).first, cursor > mark else {
      return evaluator.completions(for: text, cursor: cursor)
    }
    let typed = String(decoding: text.utf8.prefix(cursor).dropFirst(mark + 1), as: UTF8.self)
    switch first {
    case UInt8(ascii: ":") where !typed.hasPrefix(":"):
      return Completion(replaceFrom: mark + 1, candidates: commands.names.filter { $0.hasPrefix(typed) })
    case UInt8(ascii: "?"):
      var found = evaluator.completions(for: typed, cursor: typed.utf8.count)
      found.replaceFrom += mark + 1
      return found
    default: return evaluator.completions(for: text, cursor: cursor)
    }
  }
}
