// spar flows

internal import ArgumentParser
internal import SparStore

struct FlowsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flows",
    abstract: "List the flows of all skills with their seeds, transformations, goals and instruction types.")

  func run() throws {
    LibraryCommand(code: "flow.list()", access: .read).run(with: try HostOptions.parse(["--quiet", "--no-color"]))
  }
}
