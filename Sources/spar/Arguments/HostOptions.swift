// The options that every command shares.

internal import ArgumentParser
internal import Glibc
internal import SparCore
internal import SparEngine
internal import SparREPL

struct HostOptions: ParsableArguments {
  @Option(name: .customLong("db"), help: ArgumentHelp("The database.", valueName: "PATH"))
  var database = "spar.db"

  @Option(help: ArgumentHelp("The seed of all draws.", valueName: "N"))
  var seed: UInt64 = 0

  @Flag(name: [.customShort("q"), .long], help: "No progress and no notes on standard error.")
  var quiet = false

  @Flag(name: .customLong("no-color"), help: "No colours; NO_COLOR in the environment does the same.")
  var noColor = false

  @Option(help: ArgumentHelp("Megabytes that Lua may hold; 0 for no limit.", valueName: "MB"))
  var memory: UInt32 = 4096

  @Option(
    help: ArgumentHelp(
      "What the run may spend: dollars, or usd=2,tokens=1e6,calls=5000.", valueName: "LIMITS"),
    transform: HostOptions.budget)
  var budget = Budget()

  private static func budget(_ text: String) throws -> Budget {
    do { return try Budget(parsing: text) } catch { throw ValidationError(error.description) }
  }

  @Option(
    name: .customLong("record"), help: ArgumentHelp("Write every call with its reply to a tape.", valueName: "TAPE"))
  var recordedTape: String?

  @Option(
    name: .customLong("replay"),
    help: ArgumentHelp("Answer every call from a tape; none is made and no key needed.", valueName: "TAPE"))
  var replayedTape: String?

  func validate() throws {
    if recordedTape != nil, replayedTape != nil { throw ValidationError("--record and --replay exclude each other.") }
  }

  /// What Lua may hold, in bytes.
  var memoryLimit: Int { Int(memory) << 20 }

  /// Whether what goes to `descriptor` may be coloured.
  func hasColour(_ descriptor: Int32) -> Bool {
    Colour.isWanted(refused: noColor, isTerminal: isatty(descriptor) == 1, environment: Environment.variables)
  }
}
