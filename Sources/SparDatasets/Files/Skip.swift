// Why a file gives no seeds. Skipping is counted and reported, never an error by itself.

package enum SkipReason: String, Sendable, CaseIterable {
  case binary
  /// Nothing but white space.
  case empty
  case unreadable
  /// Compressed data that breaks off or is not what its name says.
  case damaged
  case tooLarge = "too large"
  /// A device, a pipe or a socket.
  case special
  /// The same file, reached by another path before.
  case repeated
  /// A JSONL file without a row that could be used.
  case noRows = "no usable rows"
  /// A reader that a script brings raised an error.
  case readerFailed = "reader failed"
  /// What would read it is not installed.
  case noTool = "nothing to read it with"
}

/// Ends the reading of one file.
struct Skip: Error, Equatable {
  let reason: SkipReason
  let detail: String

  init(_ reason: SkipReason, _ detail: String = "") {
    self.reason = reason
    self.detail = detail
  }
}
