// What a script did wrong with the host, and how errors of all floors look in Lua.

internal import LuaKit
internal import SparCore

/// An error of the border itself: arguments, options, globals.
package struct ScriptError: SparError, Equatable {
  package enum Kind: String, Sendable {
    case argument = "script.argument"
    case option = "script.option"
    case undefined = "script.undefined"
    case syntax = "script.syntax"
    case missing = "script.missing"
    /// A person is needed at a terminal, and there is none.
    case terminal = "script.terminal"
    /// A tool of a chat that failed.
    case tool = "script.tool"
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
}

/// Any `SparError` as the table that Lua sees.
struct RaisedError: LuaErrorConvertible {
  let error: any SparError
  /// What the error is about: a record's id, or an index in a list.
  var input: LuaValue = .nil

  var luaFields: [(String, LuaValue)] {
    var fields: [(String, LuaValue)] = [
      ("code", .string(error.code)), ("message", .string(error.message)), ("retryable", .bool(error.isRetryable)),
      ("exit_code", .integer(Int64(error.exitCode.rawValue))),
    ]
    if let hint = error.hint { fields.append(("hint", .string(hint))) }
    if !input.isNil { fields.append(("input", input)) }
    return fields
  }
}
