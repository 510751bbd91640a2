// Code that a model or a script wrote, run in the sandbox or not at all.

internal import LoopKit
internal import SandboxKit
package import SparCore
internal import SparStore

package enum CodeLanguage: String, Sendable, CaseIterable { case python, lua }

/// Code and what it may take.
package struct CodeRequest: Sendable {
  package var source: String
  package var language = CodeLanguage.python
  /// Its standard input.
  package var input: [UInt8] = []
  /// In the folder it starts in, by name.
  package var files: [(name: String, content: [UInt8])] = []
  package var seconds = 10.0
  package var memoryMB = 512
  /// Bytes kept of each of its outputs.
  package var output = 65_536
  package var processes = 32
  /// Of one file, and of the folder.
  package var diskMB = 64

  package init(_ source: String) { self.source = source }
}

/// What came of it.
package struct Execution: Sendable, Equatable {
  package var output: [UInt8]
  package var errors: [UInt8]
  /// `nil` where it did not end by itself.
  package var exit: Int?
  /// The signal that ended it: `SIGSEGV`.
  package var signal: String?
  /// What it had too much of when it was stopped: `time`, `memory`, `output`.
  package var stopped: String?
  package var isTruncated: Bool
  package var seconds: Double
}

extension Engine {
  /// Runs code in the sandbox. What the code does wrong is in the result.
  ///
  /// - Throws: `tool.sandbox` where the sandbox is not there; `tool.failed` for what cannot be taken.
  package func run(_ request: CodeRequest) async throws -> Execution {
    Sandbox.shared.hidden = try hiddenFolders()
    let language: SandboxLanguage = request.language == .python ? .python : .lua
    let code = SandboxedCode(language, request.source, input: request.input, files: request.files)
    let limits = SandboxLimits(
      seconds: request.seconds, memory: request.memoryMB << 20, output: request.output,
      processes: request.processes, files: request.diskMB << 20)
    do {
      return Execution(try await Sandbox.shared.run(code, limits: limits))
    } catch let error as SandboxError { throw EngineError(error) }
  }

  /// Tries the sandbox, once per process.
  ///
  /// - Returns: the languages it can run, with their interpreters.
  /// - Throws: `tool.sandbox`, with what is missing.
  package func checkSandbox() async throws -> [(language: CodeLanguage, interpreter: String)] {
    do { try await Sandbox.shared.check() } catch let error as SandboxError { throw EngineError(error) }
    return CodeLanguage.allCases.compactMap { language in
      let path = try? Sandbox.shared.interpreter(of: language == .python ? .python : .lua)
      return path.map { (language, $0) }
    }
  }

  /// The project's folders: code must not read the database, wherever it lies.
  private func hiddenFolders() throws -> [String] {
    let folder = try store.path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    return [folder.isEmpty ? "." : folder, "."]
  }
}

extension Execution {
  fileprivate init(_ result: SandboxResult) {
    self.init(
      output: result.output, errors: result.errors, isTruncated: result.isTruncated, seconds: result.seconds)
    switch result.end {
    case .exit(let code): exit = Int(code)
    case .signal(let number): signal = Self.signals[Int(number)] ?? "signal \(number)"
    case .stopped(let limit): stopped = limit.rawValue
    }
  }

  private static let signals = [
    1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE",
    9: "SIGKILL", 10: "SIGUSR1", 11: "SIGSEGV", 12: "SIGUSR2", 13: "SIGPIPE", 14: "SIGALRM", 15: "SIGTERM",
    24: "SIGXCPU", 25: "SIGXFSZ", 31: "SIGSYS",
  ]
}

extension EngineError {
  fileprivate init(_ error: SandboxError) {
    switch error.kind {
    case .missing, .refused, .language: self.init(.sandbox, error.reason, hint: error.hint)
    case .invalid, .system: self.init(.tool, error.reason, hint: error.hint)
    }
  }
}
