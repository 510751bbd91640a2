// One run of a script, from its first line to its exit code.

internal import SparScript
internal import LoopKit
internal import SparCore
internal import SparEngine
internal import SparStore

/// A script and what to run it with.
struct ScriptRun: Sendable {
  var source: String
  /// As the user named it: `arg[0]`.
  var file: String
  /// As Lua shows it: `@script.lua`, `=stdin`.
  var chunkName: String
  var arguments: [String] = []
  /// Whether the run is noted in the database; a line of `-e` is not.
  var isRecorded = true
  /// Whether an expression alone is shown, as at the prompt.
  var showsExpressions = false

  /// Runs the script and returns the program's exit code; every error is told by then.
  @Host func run(with options: HostOptions) async -> Int32 {
    let program: Program
    do { program = try await Program.open(options) } catch { return Exit.tell(error) }
    let heartbeat = Heartbeat(program.engine)
    defer {
      heartbeat.stop()
      program.session.host.keyboard?.end()
      program.engine.close()
    }
    do {
      if isRecorded { try await begin(program.engine, seed: options.seed) }
      try await execute(program.session)
      return await end(program, code: program.engine.failedItems > 0 ? ExitCode.failedItems.rawValue : 0)
    } catch {
      // A load that was interrupted may have its line on the terminal still.
      program.progressLine?.hide()
      if let requested = program.session.host.requestedExit { return await end(program, code: requested) }
      return await end(program, code: Exit.tell(error))
    }
  }

  @Host func execute(_ session: ScriptSession) async throws {
    guard showsExpressions, session.isBareExpression(source) else {
      return try await session.run(source, file: file, chunkName: chunkName, arguments: arguments)
    }
    session.host.output.write(try await session.evaluate(source, width: Self.width, colour: false) + "\n")
  }

  /// What a page of text is wide where no terminal says otherwise.
  private static let width = 100

  private func begin(_ engine: Engine, seed: UInt64) async throws {
    try await engine.beginRun(
      RunRecord(
        script: file, scriptHash: ContentKey(hashing: source), arguments: .array(arguments.map { .string($0) }),
        seed: Int64(bitPattern: seed)))
  }

  /// A script that went on with what it had is not done: whatever it calls unfinished, money was missing first.
  private static func paused(_ code: Int32) -> Int32 {
    let unfinished = [ExitCode.done.rawValue, ExitCode.failedItems.rawValue]
    return unfinished.contains(code) ? ExitCode.budgetReached.rawValue : code
  }

  @Host private func end(_ program: Program, code: Int32) async -> Int32 {
    let code = program.engine.isBudgetReached ? Self.paused(code) : code
    let status: RunStatus =
      switch code {
      case ExitCode.done.rawValue, ExitCode.failedItems.rawValue: .done
      case ExitCode.interrupted.rawValue: .interrupted
      case ExitCode.budgetReached.rawValue: .paused
      default: .failed
      }
    do { try await program.engine.endRun(status, exitCode: ExitCode(rawValue: code)) } catch {
      return code == 0 ? Exit.tell(error) : code
    }
    return code
  }
}
