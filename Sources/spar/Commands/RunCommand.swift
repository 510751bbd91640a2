// spar run FILE-OR-RECIPE [arguments]

internal import ArgumentParser
internal import Glibc
internal import LoopKit
internal import SparREPL
internal import SparScript
internal import SparCore

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a script, or a recipe's folder.",
    discussion: "A finished call is never made again: running the same script once more resumes it.")

  @OptionGroup var options: HostOptions

  @Argument(help: ArgumentHelp("A Lua file, a recipe's folder or name, or - for standard input.", valueName: "FILE"))
  var script: String

  @Argument(parsing: .captureForPassthrough, help: "The script's own arguments.")
  var arguments: [String] = []

  func run() throws {
    Interrupt.installHandler()
    let script: ScriptRun
    do { script = try ScriptFile.load(self.script, arguments: arguments) } catch { Exit.failing(error) }
    let options = options
    Exit.now(Foreground.run { await script.run(with: options) })
  }
}

/// Leaves the program with its buffers written.
enum Exit {
  static func now(_ code: Int32) -> Never {
    fflush(nil)
    // Not exit(3): its handlers would run while the loop's thread still does.
    _exit(code)
  }

  static func failing(_ error: any Error) -> Never {
    now(tell(error))
  }

  /// Tells of an error on standard error and returns its exit code.
  static func tell(_ error: any Error) -> Int32 {
    let failure = ScriptFailure(error)
    StandardOutput(isQuiet: false).error("spar: \(failure.text)\n")
    return failure.exitCode.rawValue
  }
}
