// What the host offers to Lua.

internal import LoopKit

/// A Swift function that Lua can call under a dotted name.
package struct HostFunction: Sendable {
  package enum Body: Sendable {
    /// Answers at once; must not take long, for it holds everything up.
    case immediate(@Host @Sendable ([LuaValue]) throws -> [LuaValue])
    /// Suspends the calling coroutine until it has answered; it is cancelled with it.
    case waiting(@Host @Sendable ([LuaValue]) async throws -> [LuaValue])
  }

  package let name: String
  package let body: Body

  package init(_ name: String, _ body: @escaping @Host @Sendable ([LuaValue]) throws -> [LuaValue]) {
    self.name = name
    self.body = .immediate(body)
  }

  package init(waiting name: String, _ body: @escaping @Host @Sendable ([LuaValue]) async throws -> [LuaValue]) {
    self.name = name
    self.body = .waiting(body)
  }
}
