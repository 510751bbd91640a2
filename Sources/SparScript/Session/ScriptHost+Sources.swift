// The source of a function that a script hands over, for what is stored of it.

internal import LoopKit
internal import LuaKit
internal import SparCore

extension ScriptHost {
  /// The lines in which a function stands; where they are not to be found, a line that names its compiled code.
  func source(of function: LuaReference) async throws -> String {
    if let finder = sourceFunction, let text = try await machine.call(finder, [.reference(function)]).first?.string {
      return text
    }
    return "-- Its source is not at hand. Compiled code: \(ContentKey(hashing: machine.code(of: function)))"
  }
}
