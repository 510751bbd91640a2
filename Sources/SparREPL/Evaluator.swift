// What the loop needs of whoever runs Lua. It says nothing of Lua states, threads or the store.

/// Whether a chunk can be run as it stands.
package enum ChunkState: Sendable, Equatable {
  /// It parses, as an expression or as statements.
  case complete
  /// More lines may make it parse.
  case incomplete
  /// No further line can make it parse.
  case malformed
}

/// What running a chunk came to.
package enum Evaluation: Sendable, Equatable {
  /// It gave no value.
  case nothing
  /// The pretty-printed values.
  case shown(String)
  /// The error's sentence, hint and traceback.
  case failed(String)
  /// Ctrl-C stopped it; the session goes on.
  case interrupted
  /// The script asked to end the program with this exit code.
  case quit(Int32)
}

/// A session that evaluates chunks of Lua. Every method is called on the main thread and blocks until it is done.
package protocol Evaluator: AnyObject, Sendable {
  func state(of chunk: String) -> ChunkState
  /// Runs a chunk, expression first, and keeps its first value as `_`.
  func evaluate(_ chunk: String) -> Evaluation
  /// The names that the last word of `text` may be the beginning of: globals, or fields after a dot.
  func completions(of text: String) -> [String]
  /// The documentation of `name` (`elo`, `seeds.load`, `s`), or the overview for `nil`; `nil` where there is none.
  func help(_ name: String?) -> String?
  /// Where the record `id` comes from, as printed lineage.
  func why(_ id: String) -> Evaluation
}
