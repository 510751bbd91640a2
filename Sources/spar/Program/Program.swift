// Puts a session together: configuration, prompts, models, store, engine, Lua. The one place that knows them all.

internal import Glibc
internal import LoopKit
internal import SparCore
internal import SparEngine
internal import SparModels
internal import SparPrompts
internal import SparScript
internal import SparStore

/// What a command works with.
@Host
struct Program {
  let engine: Engine
  let session: ScriptSession
  /// `nil` where the user wants quiet.
  let progressLine: ProgressLine?

  /// Opens everything but the database, which the first record opens.
  ///
  /// - Parameter access: `.read` for looking on while a run holds the database.
  static func open(
    _ options: HostOptions, access: Store.Access = .write, prints: Prints = .onStandardOutput
  ) async throws -> Program {
    let layout = ProjectLayout.here
    let output = StandardOutput(isQuiet: options.quiet, hasColour: options.hasColour(STDOUT_FILENO))
    let progress = Progress()
    let progressLine = options.quiet || prints != .onStandardOutput ? nil : ProgressLine(output)
    let models = try models(in: layout)
    progressLine?.follow(progress) { models.activity }
    let engine = Engine(
      library: try PromptLibrary(folders: layout.promptFolders), models: models, seed: options.seed,
      progress: progress
    ) { try store(options, access, output) }
    engine.tape = try tape(options)
    if !options.budget.isUnlimited { engine.fix(options.budget) }
    engine.onBudgetReached = { output.note("spar: \($0)") }
    let session = try await ScriptSession.open(
      engine: engine, layout: layout, output: prints.output(output), memoryLimit: options.memoryLimit)
    session.host.keyboard = prints == .nothing ? nil : TerminalKeyboard(output, progressLine: progressLine)
    session.host.voter = models.voter ?? Environment.variables["USER"].flatMap { $0.isEmpty ? nil : $0 }
    session.onStrayFailure { output.note("spar: a task failed and nobody awaited it: \($0)") }
    HostLoop.shared.onInterrupt {
      for batch in engine.models.activity.flatMap(\.batches) {
        output.note("spar: \(batch.id) goes on at the server; running again waits for it again.")
      }
      session.stop()
    }
    return Program(engine: engine, session: session, progressLine: progressLine)
  }

  private static func store(
    _ options: HostOptions, _ access: Store.Access, _ output: StandardOutput
  ) throws -> Store {
    try Store.open(path: options.database, access: access) { owner in
      output.note("spar: \(options.database) is in use by \(owner); waiting for it.")
    }
  }

  private static func tape(_ options: HostOptions) throws -> Tape? {
    if let path = options.recordedTape { return .recording(try TapeRecorder(path: path)) }
    return try options.replayedTape.map { .replaying(try TapePlayer(path: $0)) }
  }

  /// Where what a script prints goes.
  enum Prints {
    case onStandardOutput, onStandardError, nothing

    fileprivate func output(_ output: StandardOutput) -> ScriptOutput {
      switch self {
      case .onStandardOutput: output.script
      case .onStandardError: ScriptOutput(write: { output.error($0) }, note: { output.note($0) })
      case .nothing: ScriptOutput(write: { _ in }, note: { _ in })
      }
    }
  }

  static func models(in layout: ProjectLayout) throws -> ModelRegistry {
    let configuration = try ModelConfiguration.load(layout.project + "/spar.toml")
    return ModelRegistry(configuration: configuration ?? ModelConfiguration(), environment: Environment.variables)
  }

  /// What to say of the models that are hired, so that nobody takes simulated numbers for real ones.
  var modelNote: String? {
    let names = (try? ["author", "target", "judge"].map { try engine.names(for: $0)[0] }) ?? []
    return names.contains { engine.isSimulated($0) } ? "simulated models (spar.toml names real ones)" : nil
  }
}
