// How an error ends a command: its sentence on standard error, its exit code.

internal import LuaKit
internal import SparCore
internal import SparScript

/// What a failed command prints and returns.
struct Failure {
  let text: String
  let exitCode: Int32

  init(_ error: any Error) {
    switch error {
    case let error as LuaError where error.kind != .cancelled: self = Self.lua(error)
    case is LuaError, is CancellationError: self = Self.interrupted
    case let error as any SparError:
      let hint = error.hint.map { "\n      \($0)" } ?? ""
      self.init("\(error.message)\(hint)", error.exitCode.rawValue)
    default: self.init("\(error)", ExitCode.scriptError.rawValue)
    }
  }

  private init(_ sentence: String, _ exitCode: Int32) {
    text = "spar: \(sentence)\n"
    self.exitCode = exitCode
  }

  private static let interrupted = Failure(
    "interrupted; what was finished is stored, and running again goes on from there.", ExitCode.interrupted.rawValue)

  private static func lua(_ error: LuaError) -> Failure {
    let code = error.value.table?["exit_code"]?.integer.map { Int32($0) }
    return Failure(shown(error), code ?? ExitCode.scriptError.rawValue)
  }

  /// The sentence, the hint, and the part of the traceback that is the user's.
  static func shown(_ error: LuaError) -> String {
    var lines = ["\(error.place ?? "")\(error.message)"]
    if let hint = error.hint { lines.append("      " + hint) }
    if error.kind != .syntax, let traceback = error.traceback { lines += userLines(of: traceback) }
    return lines.joined(separator: "\n")
  }

  /// Frames of C and of Spar's own library say nothing to the user.
  private static func userLines(of traceback: String) -> [String] {
    let frames = traceback.split(separator: "\n").dropFirst().filter { frame in
      !frame.contains("[C]:") && !frame.contains("/spar/bootstrap.lua")
    }
    return frames.isEmpty ? [] : ["stack traceback:"] + frames.map { "  " + $0.drop { $0 == "\t" } }
  }
}
