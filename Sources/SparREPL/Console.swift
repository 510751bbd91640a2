// The loop on the program's own standard streams: which way of reading fits them, and who answers the editor's questions.

internal import Glibc
internal import LineKit
internal import LoopKit

package struct Console {
  private let evaluator: any Evaluator
  private let options: REPL.Options
  private let earlier: [String]
  private let record: (String) -> Void

  /// - Parameters:
  ///   - history: inputs of earlier sessions, oldest first.
  ///   - record: keeps an input for later sessions.
  package init(
    evaluator: any Evaluator, options: REPL.Options, history: [String] = [],
    record: @escaping (String) -> Void = { _ in }
  ) {
    self.evaluator = evaluator
    self.options = options
    earlier = history
    self.record = record
  }

  /// Whether somebody sits at the standard input.
  package static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 }

  /// Reads and evaluates until the input ends, and returns the exit code.
  package func run() -> Int32 {
    Interrupt.installHandler()
    let reader = editor() ?? PlainLines { Self.print($0) }
    let history = InputHistory(last: earlier.last) { [record] input in
      reader.addHistory(input)
      record(input)
    }
    var repl = REPL(
      evaluator: evaluator, input: { reader.readLine(prompt: $0) }, output: { Self.print($0) }, history: history,
      options: options)
    return repl.run()
  }

  /// The editor, where the terminal can be edited on.
  private func editor() -> (any LineReader)? {
    let type = getenv("TERM").map { String(cString: $0) } ?? ""
    guard type != "dumb", !type.isEmpty, let editor = try? LineEditor(history: earlier) else { return nil }
    editor.isComplete = { [evaluator] in !Line($0).isIncomplete(evaluator.state) }
    editor.complete = { [questions] in questions.completion(for: $0, cursor: $1) }
    editor.indentation = LuaIndentation.after
    return editor
  }

  private var questions: CompletionSource {
    CompletionSource(evaluator: evaluator, commands: CommandTable(options.commands))
  }

  /// Writes in order with what Lua prints, which goes through the C library's buffer.
  private static func print(_ text: String) {
    fflush(nil)
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      guard written > 0 || errno == EINTR else { return }
      rest = rest.dropFirst(max(0, written))
    }
  }
}
