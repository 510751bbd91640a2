// What a user sees of an error that ended a script or a typed line: the sentence, the hint, their part of the traceback.

internal import LuaKit
package import SparCore

/// An error of any floor as a terminal shows it.
package struct ScriptFailure: Sendable {
  /// Without a line break at its end.
  package let text: String
  package let exitCode: ExitCode

  package init(_ error: any Error) {
    switch error {
    case let error as LuaError where error.kind == .memory: self = Self.outOfMemory
    case let error as LuaError where error.kind != .cancelled:
      self.init(Self.shown(error), error.exitCode ?? .scriptError)
    case is LuaError, is CancellationError: self = Self.interruption
    case let error as any SparError: self.init(Self.joined(error.message, error.hint), error.exitCode)
    default: self.init("\(error)", .scriptError)
    }
  }

  private init(_ text: String, _ exitCode: ExitCode) {
    self.text = text
    self.exitCode = exitCode
  }

  /// Whether Ctrl-C ended the work, which is no mistake.
  package var isInterruption: Bool { exitCode == .interrupted }

  private static let interruption = ScriptFailure(
    "interrupted; what was finished is stored, and running again goes on from there.", .interrupted)

  private static let outOfMemory = ScriptFailure(
    joined(
      "The script needs more memory than Lua may hold.", "--memory MB raises the limit; lists can be iterators instead."
    ),
    .scriptError)

  private static func joined(_ sentence: String, _ hint: String?) -> String {
    hint.map { "\(sentence)\n      \($0)" } ?? sentence
  }

  private static func shown(_ error: LuaError) -> String {
    let frames = error.kind == .syntax ? [] : userFrames(of: error.traceback ?? "")
    let text = joined((error.place ?? "") + error.message, error.hint)
    // A frame alone only repeats the sentence's place.
    return frames.count < 2 ? text : ([text, "stack traceback:"] + frames).joined(separator: "\n")
  }

  /// Frames of C and of Spar's own library say nothing to the user.
  private static func userFrames(of traceback: String) -> [String] {
    traceback.split(separator: "\n").dropFirst()
      .filter { !$0.contains("[C]:") && !$0.contains("/spar/bootstrap.lua") && !$0.contains("(...tail calls...)") }
      .map { "  " + $0.drop { $0 == "\t" }.replacing("in local 'chunk'", with: "in main chunk") }
  }
}

extension LuaError {
  /// What the host's errors carry; a script may make tables like them.
  fileprivate var exitCode: ExitCode? {
    value.table?["exit_code"]?.integer.flatMap { Int32(exactly: $0) }.flatMap { ExitCode(rawValue: $0) }
  }
}
