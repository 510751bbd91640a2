// One finding of `spar check` in a prompt or taxonomy file.

/// What is wrong with a file, and where.
package struct PromptProblem: Sendable, Equatable, CustomStringConvertible {
  package let file: String
  /// From 1; `nil` where the whole file is meant.
  package let line: Int?
  package let sentence: String

  package init(file: String, line: Int? = nil, _ sentence: String) {
    self.file = file
    self.line = line
    self.sentence = sentence
  }

  /// The finding behind an error of loading or rendering `file`.
  init(_ error: PromptError, in file: String) {
    let sentence = error.hint.map { "\(error.sentence) \($0)" } ?? error.sentence
    self.init(file: error.file ?? file, line: error.line, sentence)
  }

  package var description: String { "\(file):\(line.map { "\($0):" } ?? "") \(sentence)" }
}
