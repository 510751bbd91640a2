// os.exit from wherever it is called.

import LoopKit
import LuaKit
import SparScript
import SparTesting
import Testing

@Suite("os.exit", .timeLimit(.minutes(5)))
@Host
struct ExitTests {
  private func exit(_ source: String) async throws -> (code: Int32?, output: String) {
    let lua = try await LuaTest()
    let error = try await lua.failure(source + "\nprint('went on')")
    #expect(error.kind == .cancelled)
    await lua.session.host.machine.drain()
    return (lua.session.host.requestedExit, lua.output)
  }

  @Test("codes are numbers and booleans")
  func codes() async throws {
    for (argument, code) in [("", 0), ("7", 7), ("true", 0), ("false", 1)] as [(String, Int32)] {
      let ended = try await exit("os.exit(\(argument))")
      #expect(ended.code == code && ended.output.isEmpty)
    }
    let lua = try await LuaTest()
    #expect(try await lua.failure("os.exit('now')").message == "os.exit: code must be a whole number, not 'now'.")
    #expect(lua.session.host.requestedExit == nil)
  }

  @Test("no protected call, coroutine or loop keeps the script from ending")
  func nested() async throws {
    for source in [
      "pcall(function() pcall(os.exit, 3) print('inside') end)",
      "xpcall(os.exit, function() print('handled') end, 3)",
      "coroutine.wrap(function() pcall(os.exit, 3) coroutine.yield() end)()",
      "coroutine.resume(coroutine.create(function() coroutine.wrap(function() os.exit(3) end)() end))",
      "map({1, 2, 3}, function(n) if n == 2 then os.exit(3) end sleep(60) end)",
      "spawn(function() while true do pcall(sleep, 60) end end) sleep(0) os.exit(3)",
      "while true do pcall(os.exit, 3) end",
      "table.sort({2, 1, 3}, function() os.exit(3) end)",
      "xpcall(error, function() os.exit(3) end)",
    ] {
      let ended = try await exit(source)
      #expect(ended.code == 3, "\(source)")
      #expect(ended.output.isEmpty, "\(source)")
    }
  }

  @Test("calls under way are told to stop")
  func callsStop() async throws {
    let lua = try await LuaTest()
    let gate = Gate()
    lua.test.model.answer = { request in
      try await gate.pass()
      return .dutiful(request)
    }
    Host.task {
      await gate.arrived(1)
      try await lua.run("os.exit(4)")
    }
    #expect(try await lua.failure("respond('Name a river.')").kind == .cancelled)
    // The script does not wait for what it has stopped.
    while gate.cancellations == 0 { await Task.yield() }
    #expect(lua.session.host.requestedExit == 4)
  }
}
