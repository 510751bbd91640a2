// A Lua session as the prompt sees it: every method blocks the main thread while the loop's thread works.

internal import Glibc
internal import LoopKit
internal import SparCore
internal import SparEngine
internal import SparREPL
internal import SparScript
internal import SparStore

final class SessionEvaluator: Evaluator {
  let note: String?
  /// What was typed in earlier sessions of this project, oldest first.
  let history: [String]
  private let program: Program
  private let hasColour: Bool

  @Host static func open(_ options: HostOptions) async throws -> SessionEvaluator {
    let program = try await Program.open(options)
    try await program.engine.beginRun(RunRecord(script: "repl", seed: Int64(bitPattern: options.seed)))
    let history = try program.engine.store.read { try $0.recentInputs(1000) }
    return SessionEvaluator(program, history: history, hasColour: options.hasColour(STDOUT_FILENO))
  }

  @Host private init(_ program: Program, history: [String], hasColour: Bool) {
    self.program = program
    self.history = history
    self.hasColour = hasColour
    note = program.modelNote
  }

  func state(of chunk: String) -> ChunkState {
    onHost { program in
      if program.session.isWhole(chunk) { return .complete }
      return program.session.isComplete(chunk) ? .malformed : .incomplete
    }
  }

  func evaluate(_ chunk: String) -> Evaluation {
    let (program, hasColour, width) = (program, hasColour, Self.width)
    return Foreground.run {
      program.progressLine?.show()
      defer {
        program.session.host.keyboard?.end()
        program.progressLine?.hide()
        program.session.host.output.write("")
      }
      do {
        let shown = try await program.session.evaluate(
          chunk, width: width, colour: hasColour, streams: isatty(STDOUT_FILENO) == 1)
        return shown.isEmpty ? .nothing : .shown(shown)
      } catch {
        return Self.evaluation(of: error, program)
      }
    }
  }

  /// What a command of the prompt comes to; its errors are shown like those of Lua.
  func answer(_ work: @escaping @Host @Sendable (Program) async throws -> Evaluation) -> Evaluation {
    let program = program
    return Foreground.run {
      do { return try await work(program) } catch { return Self.evaluation(of: error, program) }
    }
  }

  @Host private static func evaluation(of error: any Error, _ program: Program) -> Evaluation {
    if let code = program.session.host.requestedExit { return .quit(code) }
    let failure = ScriptFailure(error)
    return failure.isInterruption ? .interrupted : .failed(failure.text)
  }

  func completions(of text: String) -> [String] {
    let program = program
    return Foreground.run { await program.session.completions(for: text) }
  }

  func help(_ name: String?) -> String? {
    onHost { $0.session.help(name ?? "") }
  }

  func why(_ id: String) -> Evaluation { evaluate("why(\"\(id.filter { $0.isLetter || $0.isNumber })\")") }

  /// Keeps a line for the next session; a line that cannot be kept is no reason to stop.
  func record(_ input: String) {
    let program = program
    Host.task { try await program.engine.store.write { try $0.put(input: input) } }
  }

  func close() {
    let program = program
    Foreground.run {
      try? await program.engine.endRun(.done, exitCode: .done)
      program.engine.close()
    }
  }

  private func onHost<Value: Sendable>(_ work: @escaping @Host @Sendable (Program) -> Value) -> Value {
    let program = program
    return Foreground.run { work(program) }
  }

  private static var width: Int {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }
}
