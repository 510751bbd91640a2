// What can go wrong between a verb and the leaves it uses.

package import SparCore

package struct EngineError: SparError, Equatable {
  package enum Kind: String, Sendable {
    /// A reply was cut at the token limit.
    case truncated = "reply.truncated"
    /// A reply was withheld by the server's content filter.
    case filtered = "reply.filtered"
    /// A reply could not be read.
    case unparsed = "reply.unparsed"
    /// A model called tools in all its rounds and said nothing.
    case noAnswer = "reply.no_answer"
    /// The sandbox for code is not there or not permitted.
    case sandbox = "tool.sandbox"
    /// A tool's own work failed: a search, code that could not be taken.
    case tool = "tool.failed"
    /// An argument that the stage cannot work with.
    case argument = "engine.argument"
    /// No instruction type of the taxonomy suits a passage.
    case noType = "engine.no_type"
    /// No transformation suits a seed of its type.
    case unsuitable = "engine.unsuitable"
    /// There is nothing to work on.
    case nothing = "engine.nothing"
    /// Rows of an export that hold what a test set holds out.
    case leak = "dataset.leak"
    /// A tape that cannot be read.
    case tape = "tape.unreadable"
    /// A call that the tape which is replayed does not have.
    case tapeMiss = "tape.miss"
    /// A call that the budget does not cover.
    case budgetReached = "budget.reached"
    /// A budget in dollars and a model without a price.
    case unpriced = "budget.unpriced"
  }

  package let kind: Kind
  package let message: String
  package let hint: String?

  package init(_ kind: Kind, _ message: String, hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.hint = hint
  }

  package var code: String { kind.rawValue }

  package var exitCode: ExitCode {
    switch kind {
    case .tapeMiss: .replayMiss
    case .tape: .usage
    case .budgetReached: .budgetReached
    case .unpriced: .configuration
    case .sandbox: .refused
    default: .scriptError
    }
  }
}

extension SparError {
  /// Whether the error would meet every other item too, so that a list of work stops at once: an endpoint that is
  /// gone, a key that is missing, a database that cannot be written.
  package var stopsEverything: Bool {
    switch exitCode {
    case .unreachable: code == "model.unreachable"  // one slow or broken reply says nothing of the next
    case .refused, .configuration, .budgetReached, .replayMiss, .interrupted: true
    case .done, .scriptError, .failedItems, .usage: code.hasPrefix("store.")
    }
  }
}
