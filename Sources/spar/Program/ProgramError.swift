// What the command line asks for and the program cannot do.

internal import SparCore

struct ProgramError: SparError {
  enum Kind: String {
    /// No script, recipe or command of that name.
    case unknown = "program.unknown"
    /// A script whose text is no Lua text.
    case script = "program.script"
    /// A person is needed at a terminal, and there is none.
    case terminal = "program.terminal"
    /// A file that cannot be written.
    case file = "program.file"
  }

  let kind: Kind
  let message: String
  let hint: String?

  init(_ kind: Kind, _ message: String, hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.hint = hint
  }

  var code: String { kind.rawValue }
  var exitCode: ExitCode { kind == .unknown ? .usage : .scriptError }
}
