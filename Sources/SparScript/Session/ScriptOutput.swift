// Where a session's words go; a surface decides how (a progress bar may have to step aside).

/// Standard output and standard error as functions.
package struct ScriptOutput: Sendable {
  /// Writes text to standard output as it is.
  package let write: @Sendable (String) -> Void
  /// Writes a line to standard error; silent with `--quiet`.
  package let note: @Sendable (String) -> Void

  /// Shows a piece of a reply that is still coming, or of the thoughts before it.
  package let stream: @Sendable (_ piece: String, _ isThought: Bool) -> Void

  package init(
    write: @escaping @Sendable (String) -> Void, note: @escaping @Sendable (String) -> Void,
    stream: @escaping @Sendable (_ piece: String, _ isThought: Bool) -> Void = { _, _ in }
  ) {
    self.write = write
    self.note = note
    self.stream = stream
  }
}
