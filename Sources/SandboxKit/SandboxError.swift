// Why code was not run; SandboxKit's own error. What the code itself does wrong is no error here.

package struct SandboxError: Error, Equatable, CustomStringConvertible {
  package enum Kind: Sendable {
    /// A program that the sandbox is made of is not installed.
    case missing
    /// The system does not let the sandbox be built, or it would not hold.
    case refused
    /// There is no interpreter for the language.
    case language
    /// The code, its files or its limits cannot be taken as they are.
    case invalid
    /// The system gave no process, no pipe or no memory.
    case system
  }

  package let kind: Kind
  /// One sentence.
  package let reason: String
  /// What to try, where something can be tried.
  package let hint: String?

  package init(_ kind: Kind, _ reason: String, hint: String? = nil) {
    self.kind = kind
    self.reason = reason
    self.hint = hint
  }

  package var description: String { reason }
}
