// spar cost

internal import ArgumentParser
internal import SparCore
internal import SparStore

struct CostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cost", abstract: "What the stored calls have cost.",
    discussion: """
      Reads the database only, also while a run writes it. A ~ stands before what was estimated, $? where a price is \
      not known.
      """)

  @Option(name: .customLong("db"), help: ArgumentHelp("The database.", valueName: "PATH"))
  var database = "spar.db"

  @Option(help: ArgumentHelp("A line for each run, stage or model.", valueName: "run|stage|model"))
  var by = CostGroup.model

  @Option(name: .customLong("run"), help: ArgumentHelp("Only the calls of this run.", valueName: "N"))
  var onlyRun: Int64?

  func run() throws {
    do {
      let store = try Store.open(path: database, access: .read)
      let lines = try store.read { try $0.costs(by: by, run: onlyRun.map { RecordID(.run, $0) }) }
      print(CostTable.text(lines, by: by))
      Exit.now(0)
    } catch { Exit.failing(error) }
  }
}

extension CostGroup: ExpressibleByArgument {}
