// What is left of a session when nobody holds it any more.

import LoopKit
import LuaKit
import SparEngine
import SparScript
import SparTesting
import Testing

@Suite("Session: its end", .timeLimit(.minutes(5)))
@Host
struct SessionEndTests {
  @Test("a session that ends lets go of its Lua, its engine and its store")
  func lettingGo() async throws {
    weak var machine: LuaMachine?
    weak var engine: Engine?
    do {
      let lua = try await LuaTest()
      try await lua.run("p = transform('The tide turns.')")
      (machine, engine) = (lua.session.host.machine, lua.test.engine)
      #expect(machine != nil && engine != nil)
    }
    // A deinit that is isolated may still be on its way to the loop.
    _ = await Host.task {}.result
    #expect(machine == nil && engine == nil)
  }
}
