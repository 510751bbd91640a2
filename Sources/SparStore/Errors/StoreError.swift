// What the store tells a user when something goes wrong; SQLite's own codes are translated beside it.

package import SparCore

/// An error of the database: always names its path.
package struct StoreError: SparError {
  package enum Kind: String, Sendable, CaseIterable {
    /// Written by a later version of Spar.
    case newer
    /// Written by an earlier version, and opened for reading only, so that it cannot be brought up to date.
    case older
    case readOnly = "read_only"
    /// An SQLite file of another program.
    case foreign
    case notADatabase = "not_a_database"
    /// Another process writes.
    case busy
    /// No room on the disk.
    case full
    case corrupt
    case missing
    case closed
    /// A record refers to one that is not there, or to one of another kind.
    case unknownRecord = "unknown_record"
    case failed
  }

  package let kind: Kind
  package let message: String
  package let hint: String?

  package init(_ kind: Kind, _ message: String, hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.hint = hint
  }

  package var code: String { "store.\(kind.rawValue)" }
  package var isRetryable: Bool { kind == .busy }

  package var exitCode: ExitCode {
    switch kind {
    case .readOnly, .busy: .refused
    case .newer, .older, .foreign, .notADatabase, .missing: .configuration
    default: .scriptError
    }
  }
}
