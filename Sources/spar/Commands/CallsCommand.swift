// spar calls

internal import ArgumentParser
internal import SparStore

struct CallsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calls", abstract: "The calls that are stored, and what came of them.",
    discussion: "Looks on without a lock: a run goes on undisturbed. At the prompt: calls{failed = true}.")

  @Option(name: .customLong("db"), help: ArgumentHelp("The database.", valueName: "PATH"))
  var database = "spar.db"

  @Flag(name: .customLong("no-color"), help: "No colours; NO_COLOR in the environment does the same.")
  var noColor = false

  @OptionGroup var filter: CallOptions

  @Flag(help: "Only calls that are no success: failed, cut off, withheld, unreadable, cancelled.")
  var failed = false

  @Argument(help: ArgumentHelp("One call in full.", valueName: "ID"))
  var id: String?

  func run() throws {
    let code = id.map { "calls(\($0.quotedForLua))" } ?? "calls\(filter.table(failed ? ["failed = true"] : []))"
    let options = try HostOptions.parse(["--quiet", "--db", database] + (noColor ? ["--no-color"] : []))
    LibraryCommand(code: code, access: .read).run(with: options)
  }
}

/// Which calls a command is about.
struct CallOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only calls of this stage.", valueName: "STAGE"))
  var stage: String?

  @Option(help: ArgumentHelp("Only calls to this model.", valueName: "NAME"))
  var model: String?

  @Option(name: .customLong("run"), help: ArgumentHelp("Only calls of this run.", valueName: "N"))
  var runNumber: Int?

  @Option(help: ArgumentHelp("Only the newest so many.", valueName: "N"))
  var limit: Int?

  /// The options of the Lua function that the command calls.
  func table(_ more: [String] = []) -> String {
    let given = [
      stage.map { "stage = \($0.quotedForLua)" }, model.map { "model = \($0.quotedForLua)" },
      runNumber.map { "run = \($0)" }, limit.map { "limit = \($0)" },
    ]
    return "{\((more + given.compactMap { $0 }).joined(separator: ", "))}"
  }
}
