// spar check

internal import ArgumentParser
internal import SparCore
internal import SparPrompts
internal import SparScript

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read every prompt and taxonomy, render samples, parse sample replies; say what is wrong and where.")

  func run() throws {
    do {
      let library = try PromptLibrary(folders: ProjectLayout.here.promptFolders)
      let problems = library.check()
      for problem in problems { print(problem) }
      let agents = library.stages.map { library.names(in: $0).count }.reduce(0, +)
      let counted = "\(agents) agents, \(library.skills.count) taxonomies"
      print(problems.isEmpty ? "\(counted): all fine" : "\(counted): \(problems.count) problems")
      Exit.now(problems.isEmpty ? ExitCode.done.rawValue : ExitCode.configuration.rawValue)
    } catch { Exit.failing(error) }
  }
}
