// Where a session's words go; a surface decides how (a progress bar may have to step aside).

/// Standard output and standard error as functions.
package struct ScriptOutput: Sendable {
  /// Writes text to standard output as it is.
  package let write: @Sendable (String) -> Void
  /// Writes a line to standard error; silent with `--quiet`.
  package let note: @Sendable (String) -> Void

  package init(write: @escaping @Sendable (String) -> Void, note: @escaping @Sendable (String) -> Void) {
    self.write = write
    self.note = note
  }
}
