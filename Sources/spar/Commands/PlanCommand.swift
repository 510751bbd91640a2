// spar plan FILE-OR-RECIPE [arguments]

internal import ArgumentParser
internal import LoopKit
internal import SparCore
internal import SparEngine
internal import SparREPL
internal import SparScript
internal import SparStore

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "What a script would ask and cost: runs it on stand-ins' replies.",
    discussion: """
      No model is asked, no key is needed, no record stays and no dataset is written; what is stored already is found \
      and counted apart. What the script itself does with io and os, it does.
      """)

  @OptionGroup var options: HostOptions

  @Flag(name: .shortAndLong, help: "Show on standard error what the script prints.")
  var verbose = false

  @Argument(help: ArgumentHelp("A Lua file, a recipe's folder or name, or - for standard input.", valueName: "FILE"))
  var script: String

  @Argument(parsing: .captureForPassthrough, help: "The script's own arguments.")
  var arguments: [String] = []

  func run() throws {
    Interrupt.installHandler()
    let script: ScriptRun
    do { script = try ScriptFile.load(self.script, arguments: arguments) } catch { Exit.failing(error) }
    let (options, verbose) = (options, verbose)
    Exit.now(Foreground.run { await Self.plan(script, options, verbose) })
  }

  /// The plan is printed even where the script ends early: it is one of what came before.
  @Host private static func plan(_ script: ScriptRun, _ options: HostOptions, _ verbose: Bool) async -> Int32 {
    do {
      let program = try await Program.open(options, prints: verbose ? .onStandardError : .nothing)
      let copy = try Store.openCopy(of: options.database)
      let (lines, files, error) = await program.engine.plan(on: copy) { try await script.execute(program.session) }
      print(PlanTable.text(lines, files))
      guard let error, program.session.host.requestedExit == nil else { return 0 }
      return Exit.tell(error)
    } catch { return Exit.tell(error) }
  }
}
