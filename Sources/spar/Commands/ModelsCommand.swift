// spar models, spar models check

internal import ArgumentParser
internal import LoopKit
internal import SparCore
internal import SparModels
internal import SparREPL
internal import SparScript

struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "List the models of spar.toml and of this machine.",
    subcommands: [List.self, Check.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List them. Asks the usual ports of this machine which models they have.")

    func run() throws {
      Self.show(Foreground.run { await Self.lines() })
    }

    @Host private static func lines() async -> Result<[String], any Error> {
      do {
        let registry = try Program.models(in: .here)
        return .success(ModelTable.configured(registry.listing) + ModelTable.found(await registry.found()))
      } catch { return .failure(error) }
    }

    private static func show(_ lines: Result<[String], any Error>) -> Never {
      do {
        for line in try lines.get() { print(line) }
        Exit.now(0)
      } catch { Exit.failing(error) }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Ask each model one short question, and say what came of it.",
      discussion: """
        Without names, every model of spar.toml is asked. Nothing is stored. The exit code is that of the first \
        model that fails: 69 cannot be reached, 77 refused, 78 configuration, 1 anything else.
        """)

    @Argument(
      help: ArgumentHelp("Models as scripts name them: an alias, openai/MODEL, ollama/MODEL.", valueName: "NAME"))
    var names: [String] = []

    func run() throws {
      Interrupt.installHandler()
      let names = names
      let checked = Foreground.run { await Self.checks(names) }
      do {
        let checks = try checked.get()
        for line in ModelTable.checked(checks) { print(line) }
        let error = checks.lazy.compactMap(\.error).first
        Exit.now((error?.exitCode ?? .done).rawValue)
      } catch { Exit.failing(error) }
    }

    @Host private static func checks(_ names: [String]) async -> Result<[ModelCheck], any Error> {
      do {
        let registry = try Program.models(in: .here)
        return .success(await registry.check(names.isEmpty ? nil : names))
      } catch { return .failure(error) }
    }
  }
}
