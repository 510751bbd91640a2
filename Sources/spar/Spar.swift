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
      """,
    discussion: """
      --db, --seed, --quiet and --no-color may stand before or after a script's name; everything else after the name is \
      the script's own. Exit codes: 0 done, 1 script error, 2 finished with failed items, 3 budget reached, 64 usage, \
      69 endpoint unreachable, 77 refused, 78 configuration, 130 interrupted.
      """,
    version: Version.text,
    subcommands: [ReplCommand.self, RunCommand.self, CheckCommand.self, DocsCommand.self],
    defaultSubcommand: ReplCommand.self)

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    let words = ArgumentOrder.arrange(
      Array(CommandLine.arguments.dropFirst()),
      commands: configuration.subcommands.compactMap { $0.configuration.commandName })
    main(words)
  }
}
