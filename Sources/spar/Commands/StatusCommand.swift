// spar status

internal import ArgumentParser
internal import SparStore

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "What the database holds, what its runs came to, and what a running one waits for.",
    discussion: "Looks on without a lock: a run goes on undisturbed.")

  @Option(name: .customLong("db"), help: ArgumentHelp("The database.", valueName: "PATH"))
  var database = "spar.db"

  func run() throws {
    do {
      let store = try Store.open(path: database, access: .read)
      defer { store.close() }
      for line in try store.read({ try StatusText(database, $0) }).lines { print(line) }
    } catch { Exit.failing(error) }
    Exit.now(0)
  }
}
