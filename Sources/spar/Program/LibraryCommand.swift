// A command that is one call of Spar's Lua library, printed as the prompt would.

internal import Glibc
internal import LoopKit
internal import SparCore
internal import SparEngine
internal import SparREPL
internal import SparScript
internal import SparStore

struct LibraryCommand: Sendable {
  /// An expression.
  let code: String
  let access: Store.Access

  /// Evaluates the expression, prints its value and leaves the program.
  func run(with options: HostOptions) -> Never {
    Interrupt.installHandler()
    Exit.now(Foreground.run { await evaluate(options) })
  }

  @Host private func evaluate(_ options: HostOptions) async -> Int32 {
    do {
      let program = try await Program.open(options, access: access)
      defer { program.engine.close() }
      let shown = try await program.session.evaluate(
        code, width: TerminalWidth.columns, colour: options.hasColour(STDOUT_FILENO))
      program.session.host.output.write(shown.isEmpty ? "" : shown + "\n")
      return program.engine.failedItems > 0 ? ExitCode.failedItems.rawValue : ExitCode.done.rawValue
    } catch { return Exit.tell(error) }
  }
}

enum TerminalWidth {
  /// Of the terminal on standard output; 120 where that is none.
  static var columns: Int {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 120
  }
}

extension String {
  /// A Lua string literal of the text.
  var quotedForLua: String {
    var literal = "\""
    for scalar in unicodeScalars {
      if scalar == "\"" || scalar == "\\" || scalar.value < 0x20 {
        let digits = String(scalar.value)
        literal += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      } else {
        literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}
