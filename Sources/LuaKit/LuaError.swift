// What goes wrong in Lua, as the host and the user see it.

/// An error that ended a chunk or a task.
package struct LuaError: Error, CustomStringConvertible, Sendable {
  package enum Kind: Sendable {
    /// The chunk does not compile.
    case syntax
    /// The chunk ends too early: more lines are expected.
    case incomplete
    /// `error(…)` or a failing operation.
    case runtime
    /// An error table of the host's: it has a code.
    case host
    /// Ctrl-C, or a task's `cancel`.
    case cancelled
    case memory
  }

  package var kind: Kind
  /// The dotted code of a host error.
  package var code: String?
  package var message: String
  package var hint: String?
  package var isRetryable: Bool
  /// Where in user code a host error was raised: `script.lua:12:`.
  package var place: String?
  package var traceback: String?
  /// The value itself, where it was a table.
  package var value: LuaValue

  package init(
    kind: Kind, code: String? = nil, message: String, hint: String? = nil, isRetryable: Bool = false,
    place: String? = nil, traceback: String? = nil, value: LuaValue = .nil
  ) {
    self.kind = kind
    self.code = code
    self.message = message
    self.hint = hint
    self.isRetryable = isRetryable
    self.place = place
    self.traceback = traceback
    self.value = value
  }

  package var description: String {
    [place.map { "\($0) " } ?? "", message, hint.map { " \($0)" } ?? ""].joined()
  }
}

/// Host errors that become `{code, message, hint, retryable}` tables in Lua.
package protocol LuaErrorConvertible: Error {
  /// The fields of the error table.
  var luaFields: [(String, LuaValue)] { get }
}
