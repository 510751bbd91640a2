import LoopKit
import LuaKit
import Testing

/// A machine with the host functions that the tests call.
@Host
func testMachine(memoryLimit: Int = 0) throws -> LuaMachine {
  let machine = try LuaMachine(memoryLimit: memoryLimit)
  try machine.publish([
    HostFunction("echo") { $0 },
    HostFunction("math2.add") { arguments in [.integer(Int64(arguments.compactMap(\.integer).reduce(0, +)))] },
    HostFunction("fail") { arguments in throw TestError(message: arguments.first?.string ?? "failed") },
    HostFunction(waiting: "later") { arguments in
      await Task.yield()
      return arguments
    },
    HostFunction(waiting: "sleep") { arguments in
      try await Host.sleep(seconds: arguments.first?.double ?? 0)
      return []
    },
    HostFunction(waiting: "fail_later") { arguments in
      await Task.yield()
      throw TestError(message: arguments.first?.string ?? "failed")
    },
  ])
  return machine
}

struct TestError: LuaErrorConvertible {
  let message: String
  var luaFields: [(String, LuaValue)] {
    [("code", "test.failed"), ("message", .string(message)), ("retryable", false)]
  }
}

/// One at a time: an interrupt stops whatever runs on the loop's thread.
@Suite("Lua machine", .serialized)
enum LuaKitTests {}

extension LuaKitTests {
  @Suite("values and host functions")
  struct LuaMachineTests {
    @Test("every kind of value comes back as it went in") @Host
    func roundTrip() async throws {
      let machine = try testMachine()
      let source = """
        local t = echo({1, 2.5, "drei", true, {nested = {}}, name = "x"})
        assert(math.type(t[1]) == "integer" and math.type(t[2]) == "float")
        assert(t[3] == "drei" and t[4] == true and type(t[5].nested) == "table" and t.name == "x")
        assert(echo(math.mininteger) == math.mininteger and echo(1/0) == 1/0)
        assert(echo("\\0\\xff") == "\\0\\xff" and #echo(("x"):rep(100000)) == 100000)
        assert(select("#", echo(nil, nil)) == 2)
        return echo("ä"), echo()
        """
      let values = try await machine.run(source, name: "=test")
      #expect(values.map(\.string) == ["ä"])
    }

    @Test("a dotted name is published in its table") @Host
    func dottedNames() async throws {
      let values = try await testMachine().run("return math2.add(1, 2, 39)", name: "=test")
      #expect(values.first?.integer == 42)
    }

    @Test("a record keeps its kind in both directions") @Host
    func kinds() async throws {
      let machine = try testMachine()
      let seed = LuaValue.table(LuaTable(fields: [("id", "s1")], kind: "seed"))
      let values = try await machine.run(
        "local s = ...; assert(getmetatable(s).__name == 'seed'); return echo(s)", name: "=test", arguments: [seed])
      #expect(values.first?.table?.kind == "seed")
    }

    @Test(
      "what cannot cross is refused with a sentence that names the function",
      arguments: [
        ("echo(coroutine.create(print))", "thread"), ("echo({[true] = 1})", "key of type boolean"),
        ("local t = {} t.t = t echo(t)", "nested deeper"), ("echo({['\\xff'] = 1})", "not UTF-8"),
      ]) @Host
    func refused(source: String, part: String) async throws {
      let machine = try testMachine()
      let error = await #expect(throws: LuaError.self) { try await machine.run(source, name: "=test") }
      #expect(error?.code == "script.argument")
      #expect(error?.message.contains(part) == true)
      #expect(error?.message.contains("echo") == true)
    }

    @Test("a host error is a table with code, message and the place in user code") @Host
    func hostErrors() async throws {
      let source = """
        local ok, e = pcall(fail, "no such seed")
        assert(not ok and e.code == "test.failed" and e.message == "no such seed" and e.retryable == false)
        local ok, e = pcall(function()
          fail_later("late")
        end)
        assert(not ok and e.message == "late")
        return e.where
        """
      let values = try await testMachine().run(source, name: "@script.lua")
      #expect(values.first?.string == "script.lua:4: ")
    }

    @Test("an uncaught error carries the traceback into user code") @Host
    func tracebacks() async throws {
      let machine = try testMachine()
      let source = "local function inner()\n  fail('deep')\nend\nlocal function outer()\n  inner()\nend\nouter()"
      let error = await #expect(throws: LuaError.self) { try await machine.run(source, name: "@recipe.lua") }
      #expect(error?.kind == .host)
      #expect(error?.traceback?.contains("recipe.lua:2:") == true)
      #expect(error?.traceback?.contains("recipe.lua:5:") == true)
    }

    @Test("an error that is a plain string keeps its place") @Host
    func stringErrors() async throws {
      let machine = try testMachine()
      let error = await #expect(throws: LuaError.self) { try await machine.run("error('boom')", name: "@a.lua") }
      #expect(error?.message == "a.lua:1: boom")
      #expect(error?.kind == .runtime)
    }

    @Test("a chunk that ends too early is told apart from one that is wrong") @Host
    func syntax() throws {
      let machine = try testMachine()
      #expect(machine.syntaxError(in: "x = 1", name: "=repl") == nil)
      #expect(machine.syntaxError(in: "for i = 1, 2 do", name: "=repl")?.kind == .incomplete)
      #expect(machine.syntaxError(in: "x = = 1", name: "=repl")?.kind == .syntax)
      #expect(machine.syntaxError(in: "", name: "=repl") == nil)
    }

    @Test(
      "bytecode does not load",
      arguments: [
        "return load(string.dump(function() end))", "return load(string.dump(function() end), 'x', 'b')",
      ]) @Host
    func textOnly(source: String) async throws {
      let values = try await testMachine().run("local f, e = (function() \(source) end)() return f, e", name: "=test")
      #expect(values.first?.isNil == true)
      #expect(values.last?.string?.contains("binary") == true)
    }

    @Test("memory is capped: the error is an ordinary one and the machine goes on") @Host
    func memoryLimit() async throws {
      let machine = try testMachine(memoryLimit: 8 << 20)
      let source =
        "local ok, e = pcall(function() local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(1000) .. i end end) return ok, e"
      let values = try await machine.run(source, name: "=test")
      #expect(values.first?.bool == false)
      #expect(values.last?.string == "not enough memory")
      #expect(machine.memory <= 8 << 20)
      #expect(try await machine.run("return 1", name: "=test").first?.integer == 1)
    }

    @Test("a result that does not fit into memory is an error in Lua, not in the host") @Host
    func resultTooLarge() async throws {
      let machine = try testMachine(memoryLimit: 4 << 20)
      try machine.publish([HostFunction("large") { _ in [.string(String(repeating: "x", count: 8 << 20))] }])
      let values = try await machine.run("return pcall(large)", name: "=test")
      #expect(values.first?.bool == false)
    }

    @Test("Swift calls a Lua function that it was handed, and lets go of it") @Host
    func callbacks() async throws {
      let machine = try testMachine()
      var held: LuaReference?
      try machine.publish([
        HostFunction("keep") { arguments in
          if case .reference(let reference) = arguments[0] { held = reference }
          return []
        }
      ])
      _ = try await machine.run("local n = 40; keep(function(x) return later(n + x) end)", name: "=test")
      let values = try await machine.call(try #require(held), [2])
      #expect(values.first?.integer == 42)
      held = nil
      machine.collectGarbage()
    }

    @Test("functions handed to the host are let go of while the chunk still runs") @Host
    func releasedWhileRunning() async throws {
      let source = """
        for i = 1, 50000 do echo(function() return i end) end
        collectgarbage()
        return collectgarbage("count")
        """
      let values = try await testMachine().run(source, name: "=test")
      #expect(try #require(values.first?.double) < 1024)
    }

    @Test("finalisers that run while the machine closes may call, but start nothing") @Host
    func closing() async throws {
      var calls: [String] = []
      var machine: LuaMachine? = try testMachine()
      weak let closed = machine
      try machine?.publish([
        HostFunction("note") { arguments in
          calls += arguments.compactMap(\.string)
          return []
        }
      ])
      let source = """
        local sleeper = spawn(sleep, 60)
        kept = setmetatable({}, {__gc = function()
          note(tostring(pcall(spawn, note)))
          note(tostring(pcall(sleeper.cancel, sleeper)))
        end})
        """
      _ = try await machine?.run(source, name: "=test")
      machine = nil
      while closed != nil { await Task.yield() }
      #expect(calls == ["false", "true"])
    }

    @Test("the metatable of strings is out of reach") @Host
    func stringMetatable() async throws {
      let values = try await testMachine().run("return getmetatable('')", name: "=test")
      #expect(values.first?.bool == false)
    }
  }
}
