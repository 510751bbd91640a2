// Lua from a pipe: no prompt, no banner, and the first error ends it.

internal import SparCore

/// A text that is run to its end.
///
/// As a whole where it parses as a whole, so that `spar < file.lua` is `spar file.lua`; otherwise chunk by chunk, so
/// that expressions on lines of their own are printed as at the prompt.
package struct Script {
  private let evaluator: any Evaluator
  private let output: (String) -> Void
  private let errorOutput: (String) -> Void

  package init(
    evaluator: any Evaluator, output: @escaping (String) -> Void, errorOutput: @escaping (String) -> Void
  ) {
    self.evaluator = evaluator
    self.output = output
    self.errorOutput = errorOutput
  }

  /// Runs `text` and returns the exit code.
  package func run(_ text: String) -> Int32 {
    for chunk in chunks(of: text) {
      switch evaluator.evaluate(chunk) {
      case .nothing: break
      case .shown(let shown): output(shown + "\n")
      case .failed(let message):
        errorOutput(message + "\n")
        return ExitCode.scriptError.rawValue
      case .interrupted: return ExitCode.interrupted.rawValue
      case .quit(let code): return code
      }
    }
    return ExitCode.done.rawValue
  }

  private func chunks(of text: String) -> [String] {
    guard !text.trimmed.isEmpty else { return [] }
    guard evaluator.state(of: text) != .complete else { return [text] }
    var chunks: [String] = []
    var chunk = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      chunk += chunk.isEmpty ? String(line) : "\n" + line
      guard evaluator.state(of: chunk) != .incomplete else { continue }
      if !chunk.trimmed.isEmpty { chunks.append(chunk) }
      chunk = ""
    }
    return chunk.trimmed.isEmpty ? chunks : chunks + [chunk]
  }
}
