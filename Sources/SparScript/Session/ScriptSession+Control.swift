// What a surface does to a session from outside: stop it, hear of what nobody awaited, ask what a chunk is.

internal import LoopKit
internal import LuaKit

extension ScriptSession {
  /// Cancels everything that runs or waits; no `pcall` keeps it from ending.
  package func stop() { host.machine.cancelAll() }

  /// Whether tasks are running or waiting.
  package var isBusy: Bool { host.machine.isBusy }

  /// Runs an expression or statements beside the session: they see its globals, and set none.
  package func rehearse(_ chunk: String) async throws {
    let isExpression = host.machine.syntaxError(in: "return " + chunk, name: "=input") == nil
    let source = "local _ENV = setmetatable({}, {__index = _G}) " + (isExpression ? "return " : "") + chunk
    _ = try await host.machine.run(source, name: "=input")
    await host.machine.drain()
  }

  /// - Parameter tell: gets the error of each task that failed and was never awaited.
  package func onStrayFailure(_ tell: @escaping @Host (String) -> Void) {
    host.machine.onStrayFailure = { tell("\($0)") }
  }

  /// Whether a chunk is an expression and no statement: `1 + 1`, but not a call, which is both.
  package func isBareExpression(_ chunk: String) -> Bool {
    host.machine.syntaxError(in: chunk, name: "=input") != nil
      && host.machine.syntaxError(in: "return " + chunk, name: "=input") == nil
  }
}
