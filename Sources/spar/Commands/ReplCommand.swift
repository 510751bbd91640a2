// spar, without a script: the prompt, a line of -e, or what comes in through a pipe

internal import ArgumentParser
internal import Glibc
internal import LoopKit
internal import SparREPL

struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "repl", abstract: "The prompt. The default.")

  @OptionGroup var options: HostOptions

  @Option(name: .customShort("e"), help: ArgumentHelp("Run this and leave.", valueName: "CODE"))
  var code: String?

  func run() throws {
    Interrupt.installHandler()
    let options = options
    if let code {
      let script = ScriptRun(source: code, file: "-e", chunkName: "=-e", isRecorded: false, showsExpressions: true)
      Exit.now(Foreground.run { await script.run(with: options) })
    }
    guard Console.isInteractive else { return runPiped() }
    let opened = Foreground.run { await Self.open(options) }
    do { Exit.now(prompt(try opened.get())) } catch { Exit.failing(error) }
  }

  private func runPiped() {
    var script: ScriptRun
    do { script = try ScriptFile.load("-") } catch { Exit.failing(error) }
    script.showsExpressions = true
    let (run, options) = (script, options)
    Exit.now(Foreground.run { await run.run(with: options) })
  }

  @Host private static func open(_ options: HostOptions) async -> Result<SessionEvaluator, any Error> {
    do { return .success(try await SessionEvaluator.open(options)) } catch { return .failure(error) }
  }

  private func prompt(_ evaluator: SessionEvaluator) -> Int32 {
    var settings = REPL.Options()
    settings.commands = Command.standard + evaluator.commands
    settings.hasColour = options.hasColour(STDOUT_FILENO)
    settings.banner = Banner.text(version: Version.text, note: evaluator.note)
    let console = Console(
      evaluator: evaluator, options: settings, history: evaluator.history, record: { evaluator.record($0) })
    let code = console.run()
    evaluator.close()
    return code
  }
}
