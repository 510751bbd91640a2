// The options that every command shares.

internal import ArgumentParser
internal import Glibc

struct HostOptions: ParsableArguments {
  @Option(name: .customLong("db"), help: ArgumentHelp("The database.", valueName: "PATH"))
  var database = "spar.db"

  @Option(help: ArgumentHelp("The seed of all draws.", valueName: "N"))
  var seed: UInt64 = 0

  @Flag(name: [.customShort("q"), .long], help: "No progress and no notes on standard error.")
  var quiet = false

  @Flag(name: .customLong("no-color"), help: "No colours; NO_COLOR in the environment does the same.")
  var noColor = false

  /// Whether what goes to `descriptor` may be coloured.
  func hasColour(_ descriptor: Int32) -> Bool {
    let isForbidden = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    return !noColor && !isForbidden && isatty(descriptor) == 1
  }
}
