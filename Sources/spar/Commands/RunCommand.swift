// spar run FILE-OR-RECIPE [arguments]

internal import ArgumentParser
internal import LoopKit
internal import SparREPL

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
