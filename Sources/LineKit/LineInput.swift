// What reading a line can come to, and who reads lines.

/// What the user gave at a prompt.
package enum LineInput: Sendable, Equatable {
  /// A line, or a whole block with its newlines inside; without the newline at its end.
  case text(String)
  /// Ctrl-C at the prompt.
  case interrupted
  /// Ctrl-D on an empty line, or no more input.
  case endOfFile
}

/// A source of lines: the editor on a terminal, plain reading elsewhere.
package protocol LineReader: AnyObject {
  /// Blocks until a line or block was given.
  func readLine(prompt: String) -> LineInput
  /// Makes `text` the newest entry that the arrow keys recall, where there are any.
  func addHistory(_ text: String)
}

/// Why a terminal cannot be edited on.
package enum LineError: Error, Equatable {
  /// The standard streams are no terminal that libedit can drive.
  case noTerminal
}
