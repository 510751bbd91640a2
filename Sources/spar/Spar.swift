// The program: its commands, and how what is typed becomes one of them.

internal import ArgumentParser
internal import Glibc

/// `spar`, the composition root.
@main
struct Spar: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spar",
    abstract: "A scripting environment for making post-training data.",
    usage: """
      spar                          the prompt; reads a script from standard input when that is no terminal
      spar FILE.lua [arguments]     run a script
      spar run FILE-OR-RECIPE [arguments]
      spar -e CODE                  run a line of Lua
      spar plan FILE [arguments]    what a script would ask and cost
      spar cost                     what the calls have cost
      spar report                   what came of it, on one page
      """,
    discussion: """
      Every command takes --db PATH (the database; spar.db), --seed N (of all draws; 0), --memory MB (that Lua may \
      hold; 4096), --budget LIMITS (what the run may spend: 2 for two dollars, usd=2,tokens=1e6,calls=5000), --quiet \
      and --no-color. They may stand before or after a script's name; everything else after the \
      name is the script's own, and so is all that follows a --.

      What comes through a pipe or with -e is a script; an expression alone, such as 1 + 1, is shown.

      Exit codes: 0 done, 1 script error, 2 finished with failed items, 3 budget reached, 4 call missing in replay, \
      64 usage, 69 endpoint unreachable, 77 refused, 78 configuration, 130 interrupted.
      """,
    version: Version.text,
    subcommands: [
      ReplCommand.self, RunCommand.self, PlanCommand.self, CostCommand.self, ReportCommand.self, StatusCommand.self,
      CallsCommand.self, RetryCommand.self, ModelsCommand.self, CheckCommand.self, FlowsCommand.self,
      ImportCommand.self,
      DocsCommand.self,
    ],
    defaultSubcommand: ReplCommand.self)

  static func main() {
    // A reader that has gone and a limit on file sizes are errors to tell of, not reasons to die.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    main(ArgumentOrder.arrange(Array(CommandLine.arguments.dropFirst()), commands: commandNames))
  }

  static var commandNames: [String] { configuration.subcommands.compactMap { $0.configuration.commandName } }
}
