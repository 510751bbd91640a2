// What the verbs of a session share: the engine, the machine that calls them, where output goes.

package import LoopKit
package import LuaKit
internal import SparCore
package import SparEngine

/// The running program from the side of its verbs.
@Host
package final class ScriptHost {
  package let engine: Engine
  package let machine: LuaMachine
  package let layout: ProjectLayout
  package let output: ScriptOutput
  /// All that is registered, in the order of the reference page; Lua's own prelude adds to it.
  package internal(set) var verbs: [Verb] = []
  /// The text of the reply that the prompt showed last while it came; `nil` where it showed none.
  var streamedText: String?
  /// The indexes of texts that Lua holds by their handles.
  var textIndexes = TextIndexes()
  /// The library's function that finds a function's source.
  var sourceFunction: LuaReference?
  /// Of the terminal that the program runs on; `nil` where it runs on none.
  package var keyboard: (any Keyboard)?
  /// Who judges at it, unless a script says otherwise.
  package var voter: String?
  /// Set by `os.exit`: everything has been told to stop.
  package internal(set) var requestedExit: Int32?

  init(engine: Engine, machine: LuaMachine, layout: ProjectLayout, output: ScriptOutput) {
    self.engine = engine
    self.machine = machine
    self.layout = layout
    self.output = output
  }

  /// Registers verbs: each becomes a Lua function that checks its arguments against the registration.
  func register(_ verbs: [Verb]) throws(LuaError) {
    self.verbs += verbs
    try machine.publish(verbs.map(\.hostFunction))
  }

  /// Takes every verb back.
  func withdraw() {
    verbs = []
    machine.withdraw()
  }

  /// What users are told of: all but what only bootstrap uses.
  package var documented: [Verb] { verbs.filter { !$0.name.hasPrefix("host.") } }

  /// The registration of that name.
  package func verb(named name: String) -> Verb? { documented.first { $0.name == name } }
}

extension Verb {
  var hostFunction: HostFunction {
    switch body {
    case .immediate(let body):
      HostFunction(name) { arguments in try Self.raising { try body(VerbCall(self, arguments)) } }
    case .waiting(let body):
      HostFunction(waiting: name) { arguments in
        do { return try await body(VerbCall(self, arguments)) } catch { throw Self.raised(error) }
      }
    }
  }

  private static func raising(_ body: () throws -> [LuaValue]) throws -> [LuaValue] {
    do { return try body() } catch { throw raised(error) }
  }

  /// Errors of all floors look alike in Lua.
  private static func raised(_ error: any Error) -> any Error {
    guard let error = error as? any SparError else { return error }
    return error.exitCode == .interrupted ? CancellationError() : RaisedError(error: error)
  }
}
