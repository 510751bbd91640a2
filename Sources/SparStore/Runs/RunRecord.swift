// A run: one execution of a script.

package import SparCore

package enum RunStatus: String, Sendable, CaseIterable {
  case running
  case done
  /// Ended with an error, or with items that failed.
  case failed
  /// Stopped at its budget.
  case paused
  /// Ctrl-C, or a process that is no more.
  case interrupted
}

package struct RunRecord: Sendable, Equatable {
  /// The script's name as it was given; `repl` for a session.
  package var script: String
  package var scriptHash: ContentKey?
  package var arguments: JSON
  /// The seed of the run's randomness.
  package var seed: Int64

  package init(script: String, scriptHash: ContentKey? = nil, arguments: JSON = [], seed: Int64 = 0) {
    self.script = script
    self.scriptHash = scriptHash
    self.arguments = arguments
    self.seed = seed
  }
}

/// A run as the store knows it. Times are ISO 8601, UTC.
package struct StoredRun: Sendable, Equatable {
  package let id: RecordID
  package let record: RunRecord
  package let status: RunStatus
  package let exitCode: Int?
  package let startedAt: String
  package let endedAt: String?
  /// The process that runs it; `nil` once it has ended, and where that process is no more.
  package let process: Int32?
}
