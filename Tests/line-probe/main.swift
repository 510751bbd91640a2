// A program that reads blocks with the line editor and prints what it read: what the pty tests of LineKit drive.
// A block is complete when it has as many `end`s as `do`s; the names it completes are fixed.

import LineKit

let names = ["seed_count", "seeds", "select", "transform", "日本語", "日光"]

let editor = try LineEditor(program: "line-probe", history: Array(CommandLine.arguments.dropFirst()))

func words(_ text: String) -> [Substring] { text.split { $0 == " " || $0 == "\n" } }
func depth(_ text: String) -> Int { words(text).reduce(0) { $0 + ($1 == "do" ? 1 : $1 == "end" ? -1 : 0) } }

editor.isComplete = { depth($0) <= 0 }
editor.indentation = { text in
  let line = text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
  let closes = line.drop { $0 == " " } == "end"
  return .init(line: closes ? 2 * depth(text) : nil, next: 2 * max(0, depth(text)))
}
editor.complete = { text, cursor in
  let before = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
  let word = before.hasSuffix(" ") ? "" : words(before).last ?? ""
  return Completion(replaceFrom: cursor - word.utf8.count, candidates: names.filter { $0.hasPrefix(word) })
}

reading: while true {
  switch editor.readLine(prompt: "\u{1B}[36m% \u{1B}[0m") {
  case .text(let text):
    print("read \(text.debugDescription)")
    editor.addHistory(text)
  case .interrupted: print("interrupted")
  case .endOfFile: break reading
  }
}
print("bye")
