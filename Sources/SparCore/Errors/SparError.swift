// What every error of Spar carries, whichever target owns it.

/// An error that a user may see: a stable dotted code, one sentence with the place, and what to try.
package protocol SparError: Error, CustomStringConvertible {
  /// Stable and dotted: `model.rate_limit`, `prompt.input_missing`. Scripts may test it.
  var code: String { get }
  /// One sentence: what happened and where.
  var message: String { get }
  /// What to try, where something can be tried.
  var hint: String? { get }
  /// Whether the same request may succeed later without a change.
  var isRetryable: Bool { get }
  /// The exit code of a program that this error ends.
  var exitCode: ExitCode { get }
}

extension SparError {
  package var hint: String? { nil }
  package var isRetryable: Bool { false }
  package var exitCode: ExitCode { .scriptError }

  /// The sentence and the hint, as a terminal shows them.
  package var description: String { hint.map { "\(message) \($0)" } ?? message }
}

/// The exit codes of `spar`.
package enum ExitCode: Int32, Sendable {
  case done = 0
  case scriptError = 1
  case failedItems = 2
  case budgetReached = 3
  case replayMiss = 4
  case usage = 64
  case unreachable = 69
  case refused = 77
  case configuration = 78
  case interrupted = 130
}
