// The loop: read a chunk, evaluate it, print what it came to. Input and output are functions, so that a test drives it
// line by line; the evaluator runs the Lua, LineKit reads the terminal.

package import LineKit
internal import SparCore

package struct REPL {
  package struct Options {
    package var prompt = "spar> "
    /// Asks for the next line of a chunk where lines are read one by one.
    package var continuationPrompt = "   .. "
    package var banner: String?
    package var hasColour = false
    package var commands = Command.standard

    package init() {}
  }

  private let evaluator: any Evaluator
  private let input: (_ prompt: String) -> LineInput
  private let output: (String) -> Void
  private let options: Options
  private let commands: CommandTable
  private var history: InputHistory

  /// - Parameters:
  ///   - input: shows a prompt and blocks until there is a line or a block.
  ///   - output: prints text that brings its own newlines.
  package init(
    evaluator: any Evaluator, input: @escaping (_ prompt: String) -> LineInput, output: @escaping (String) -> Void,
    history: InputHistory = InputHistory { _ in }, options: Options = Options()
  ) {
    self.evaluator = evaluator
    self.input = input
    self.output = output
    self.history = history
    self.options = options
    commands = CommandTable(options.commands)
  }

  /// Runs until the input ends or the user leaves, and returns the exit code.
  package mutating func run() -> Int32 {
    if let banner = options.banner { output(banner + "\n") }
    let prompt = Style.prompt.apply(to: options.prompt, if: options.hasColour)
    while true {
      switch input(prompt) {
      case .endOfFile: return ExitCode.done.rawValue
      case .interrupted: continue
      case .text(let text):
        if let code = take(text) { return code }
      }
    }
  }

  /// Reads the rest of the chunk that begins with `text`, runs it, and returns the exit code if it ends the session.
  private mutating func take(_ text: String) -> Int32? {
    guard let whole = completed(text) else { return nil }
    history.add(whole)
    switch Line(whole) {
    case .blank: return nil
    case .leave: return ExitCode.done.rawValue
    case .help(let name): return show(help(name))
    case .command(let line): return show(commands.run(line[...], with: evaluator))
    case .chunk(let chunk): return show(evaluator.evaluate(chunk))
    }
  }

  /// The chunk with the lines that it still needs; `nil` when the user gave it up.
  private func completed(_ text: String) -> String? {
    var text = text
    while Line(text).isIncomplete(evaluator.state) {
      switch input(Style.prompt.apply(to: options.continuationPrompt, if: options.hasColour)) {
      case .text(let more): text += "\n" + more
      case .interrupted: return nil
      // What cannot be finished is run, so that its error is seen.
      case .endOfFile: return text
      }
    }
    return text
  }

  private func help(_ name: String?) -> Evaluation {
    if let text = evaluator.help(name) { return .shown(text) }
    return .failed("There is no help for “\(name ?? "?")”. Try ? for what there is.")
  }

  private func show(_ evaluation: Evaluation) -> Int32? {
    switch evaluation {
    case .nothing: break
    case .shown(let text): output(text + "\n")
    case .failed(let text): output(Style.failure.applyToFirstLine(of: text, if: options.hasColour) + "\n")
    // The terminal has echoed ^C and left the cursor behind it.
    case .interrupted: output("\n" + Style.dim.apply(to: "interrupted", if: options.hasColour) + "\n")
    case .quit(let code): return code
    }
    return nil
  }
}
