// A session without Lua: sums are expressions, `do … end` is a block, a few words do what tests need.

import SparREPL
import Synchronization

final class ToyEvaluator: Evaluator {
  private let ran = Mutex<[String]>([])

  /// Every chunk that was evaluated.
  var chunks: [String] { ran.withLock { $0 } }

  func state(of chunk: String) -> ChunkState {
    let words = chunk.split { $0 == " " || $0 == "\n" }
    if words.contains(")") { return .malformed }
    let depth = words.reduce(0) { $0 + ($1 == "do" ? 1 : $1 == "end" ? -1 : 0) }
    if depth > 0 { return .incomplete }
    // Two expressions on two lines are no chunk, as in Lua.
    let isOneBlock = words.first == "do" && words.last == "end"
    return isOneBlock || !chunk.contains("\n") || chunk.hasPrefix("local") ? .complete : .malformed
  }

  func evaluate(_ chunk: String) -> Evaluation {
    ran.withLock { $0.append(chunk) }
    let words = chunk.split(separator: " ")
    if words.first == "fail" { return .failed("went wrong\ntraceback") }
    if words.first == "stop" { return .interrupted }
    if words.first == "leave" { return .quit(7) }
    let numbers = chunk.split { " +\n".contains($0) }.compactMap { Int($0) }
    return numbers.isEmpty ? .nothing : .shown(String(numbers.reduce(0, +)))
  }

  func completions(of text: String) -> [String] { ["elo", "edit"].filter { $0.hasPrefix(text) } }

  func help(_ name: String?) -> String? { name.map { $0 == "elo" ? "elo(battles)" : nil } ?? "overview" }

  func why(_ id: String) -> Evaluation { .shown("\(id) comes from s1") }
}
