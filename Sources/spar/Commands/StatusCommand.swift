// spar status

internal import ArgumentParser
internal import SparStore

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "What the database holds, what its runs came to, and what a running one waits for.",
    discussion: "Looks on without a lock: a run goes on undisturbed.")

  @OptionGroup var options: HostOptions

  func run() throws {
    do {
      let store = try Store.open(path: options.database, access: .read)
      defer { store.close() }
      for line in try store.read({ try StatusText(options.database, $0) }).lines { print(line) }
    } catch { Exit.failing(error) }
    Exit.now(0)
  }
}
