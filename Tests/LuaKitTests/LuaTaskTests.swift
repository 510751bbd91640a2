import LoopKit
import LuaKit
import Testing

extension LuaKitTests {
  @Suite("tasks")
  struct LuaTaskTests {
    @Test("a waiting function suspends its coroutine and returns its values in place") @Host
    func waiting() async throws {
      let values = try await testMachine().run("local a, b = later(1, 'x'); return b, a + 1", name: "=test")
      #expect(values.first?.string == "x")
      #expect(values.last?.integer == 2)
    }

    @Test(
      "a function with a limit of time is stopped when it runs on without waiting, whatever it does against it",
      arguments: [
        "return function() while true do end end",
        "return function() while true do pcall(function() while true do end end) end end",
        "return function() while true do pcall(coroutine.wrap(function() while true do end end)) end end",
        "local made_before = coroutine.wrap(function() while true do end end) return function() made_before() end",
        "return function() await(spawn(function() while true do end end)) end",
      ])
    @Host func limited(_ source: String) async throws {
      let machine = try testMachine()
      guard case .reference(let function)? = try await machine.run(source, name: "=test").first else {
        Issue.record("no function")
        return
      }
      let error = await #expect(throws: LuaError.self) { try await machine.call(function, seconds: 0.05) }
      #expect(error?.kind == .cancelled || error?.code == "script.interrupted")
      let after = try await machine.run("local n = 0 for i = 1, 100000 do n = n + 1 end return n", name: "=test")
      #expect(after.first?.integer == 100_000)
    }

    @Test("a function that ends within its limit is none the wiser") @Host
    func withinLimit() async throws {
      let machine = try testMachine()
      let source = "return function(a) for i = 1, 50000 do a = a + 1 end return later(a) end"
      guard case .reference(let function)? = try await machine.run(source, name: "=test").first else {
        Issue.record("no function")
        return
      }
      #expect(try await machine.call(function, [1], seconds: 60).first?.integer == 50_001)
    }

    @Test("five thousand tasks wait at once, and each gets its own answer") @Host
    func manyTasks() async throws {
      let source = """
        local tasks = {}
        for i = 1, 5000 do tasks[i] = spawn(function(n) return later(n * 2) end, i) end
        local sum = 0
        for i = 1, 5000 do sum = sum + await(tasks[i]) end
        return sum
        """
      let values = try await testMachine().run(source, name: "=test")
      #expect(values.first?.integer == 25_005_000)
    }

    @Test("a task can be awaited more than once, and its error is raised each time") @Host
    func awaitTwice() async throws {
      let source = """
        local good, bad = spawn(later, 7), spawn(fail_later, "no")
        local a, b = await(good), good:await()
        local ok1, e1 = pcall(await, bad)
        local ok2, e2 = pcall(await, bad)
        return a + b, ok1, e1.message, ok2, e2.message, good:status(), bad:status()
        """
      let values = try await testMachine().run(source, name: "=test")
      #expect(values[0].integer == 14)
      #expect(values[1].bool == false && values[3].bool == false)
      #expect(values[2].string == "no" && values[4].string == "no")
      #expect(values[5].string == "done" && values[6].string == "failed")
    }

    @Test("waiting inside a user's own coroutines reaches the host and comes back") @Host
    func nestedCoroutines() async throws {
      let source = """
        local inner = coroutine.wrap(function(a)
          local b = later(a + 1)
          local c = coroutine.yield(b)
          return later(b + c)
        end)
        local outer = coroutine.create(function()
          local x = inner(1)
          coroutine.yield(x)
          return inner(10)
        end)
        local ok1, x = coroutine.resume(outer)
        local ok2, y = coroutine.resume(outer)
        return ok1, x, ok2, y, coroutine.status(outer)
        """
      let values = try await testMachine().run(source, name: "=test")
      #expect(values.map(\.integer) == [nil, 2, nil, 12, nil])
      #expect(values[0].bool == true && values[2].bool == true && values[4].string == "dead")
    }

    @Test("an error after a wait inside a nested coroutine arrives at its resume") @Host
    func nestedErrors() async throws {
      let source = """
        local co = coroutine.create(function() later(); fail("deep") end)
        local ok, e = coroutine.resume(co)
        local ok2, e2 = pcall(coroutine.wrap(function() later(); error("x", 0) end))
        return ok, e.message, ok2, e2
        """
      let values = try await testMachine().run(source, name: "=test")
      #expect(values[0].bool == false && values[1].string == "deep")
      #expect(values[2].bool == false && values[3].string?.hasSuffix("x") == true)
    }

    @Test(
      "where Lua cannot wait, the function says so before it starts",
      arguments: [
        "table.sort({3, 2, 1}, function(a, b) later() return a < b end)",
        "string.gsub('abc', '.', function() later() end)",
        "table.sort({3, 2, 1}, function(a, b) coroutine.wrap(function() later() end)() return a < b end)",
      ]) @Host
    func cannotWait(source: String) async throws {
      let machine = try testMachine()
      let error = await #expect(throws: LuaError.self) { try await machine.run(source, name: "=test") }
      #expect(error?.message.contains("'later' waits, and Lua cannot wait here") == true)
    }

    @Test("a coroutine that waits for the host cannot be resumed by somebody else") @Host
    func resumedByStranger() async throws {
      let source = """
        local co = coroutine.create(function() return later(1) end)
        local task = spawn(function() return coroutine.resume(co) end)
        local other = spawn(function() return coroutine.resume(co) end)
        local ok, value = await(task)
        local refused, why = await(other)
        return ok, value, refused, why
        """
      let values = try await testMachine().run(source, name: "=test")
      #expect(values[0].bool == true && values[1].integer == 1)
      #expect(values[2].bool == false && values[3].string?.contains("waits for the host") == true)
    }

    @Test("a finaliser cannot wait, and what it calls does not disturb the results being pushed") @Host
    func finalisers() async throws {
      let source = """
        for i = 1, 2000 do
          setmetatable({}, {__gc = function() echo({i, "finaliser"}); pcall(later, 1) end})
          local t = echo({i, tostring(i), {i}})
          assert(t[1] == i and t[2] == tostring(i) and t[3][1] == i)
        end
        return true
        """
      #expect(try await testMachine().run(source, name: "=test").first?.bool == true)
    }

    @Test("a finaliser that hands functions over does not free one that is just coming back") @Host
    func finalisersWithFunctions() async throws {
      let source = """
        for i = 1, 5000 do
          setmetatable({}, {__gc = function() echo(function() end, print) end})
          local t = echo({{i}, {i}, {i}, {i}, {i}, function() return i end})
          assert(t[6]() == i)
        end
        return true
        """
      #expect(try await testMachine().run(source, name: "=test").first?.bool == true)
    }

    @Test("tasks that wait only for each other are told so") @Host
    func deadlock() async throws {
      let source = """
        local a, b
        a = spawn(function() return await(b) end)
        b = spawn(function() return await(a) end)
        return pcall(await, a)
        """
      let values = try await testMachine().run(source, name: "=test")
      #expect(values.first?.bool == false)
      #expect(values.last?.table?["code"]?.string == "script.deadlock")
    }

    @Test("an await that was given up does not answer a later wait") @Host
    func givenUpAwait() async throws {
      let source = """
        local a, b
        a = spawn(function() return await(b) end)
        b = spawn(function() return await(a) end)
        pcall(await, a)
        a:cancel()
        return later("mine")
        """
      let values = try await testMachine().run(source, name: "=test")
      #expect(values.first?.string == "mine")
    }

    @Test(
      "closing a coroutine cannot wait, and says so",
      arguments: [
        "coroutine.resume(co); return coroutine.close(co)",
        "return pcall(coroutine.wrap(function() local g <close> = guard; error('x', 0) end))",
      ]) @Host
    func closingCannotWait(source: String) async throws {
      let prelude = """
        local guard = setmetatable({}, {__close = function() later() end})
        local co = coroutine.create(function() local g <close> = guard; coroutine.yield() end)

        """
      let values = try await testMachine().run(prelude + source, name: "=test")
      #expect(values.first?.bool == false)
      #expect(values.last?.string?.contains("'later' waits, and Lua cannot wait here") == true)
    }

    @Test("closing a coroutine does what plain Lua does") @Host
    func closing() async throws {
      let source = """
        local closed
        local co = coroutine.create(function()
          local g <close> = setmetatable({}, {__close = function() closed = true end})
          coroutine.yield(1)
        end)
        coroutine.resume(co)
        assert(coroutine.close(co) == true and closed and coroutine.status(co) == "dead")
        assert(coroutine.close(co) == true)
        local ok, e = pcall(coroutine.wrap(function() coroutine.close(coroutine.running()) end))
        assert(not ok and e:find("cannot close a running coroutine"))
        local outer
        outer = coroutine.create(function() return coroutine.wrap(function() coroutine.close(outer) end)() end)
        local ok, e = coroutine.resume(outer)
        assert(not ok and e:find("cannot close a normal coroutine"))
        return true
        """
      #expect(try await testMachine().run(source, name: "=test").first?.bool == true)
    }

    @Test("the failure of a task that nobody awaits is reported") @Host
    func strayFailures() async throws {
      let machine = try testMachine()
      var stray: [String] = []
      machine.onStrayFailure = { stray.append($0.message) }
      _ = try await machine.run("spawn(fail_later, 'lost'); return 1", name: "=test")
      await machine.drain()
      #expect(stray == ["lost"])
    }

    @Test("a failure that is awaited later is not reported; one whose task nobody holds is, while others go on") @Host
    func strayOrLate() async throws {
      let machine = try testMachine()
      var stray: [String] = []
      machine.onStrayFailure = { stray.append($0.message) }
      try machine.publish([HostFunction("strays") { _ in stray.map { .string($0) } }])
      let source = """
        local late = spawn(fail_later, "late")
        spawn(fail_later, "lost")
        for _ = 1, 5 do later() end
        collectgarbage()
        pcall(await, late)
        return strays()
        """
      #expect(try await machine.run(source, name: "=test").map(\.string) == ["lost"])
      #expect(stray == ["lost"])
    }

    @Test("yielding outside of a coroutine is an error, not a hang") @Host
    func yieldOutside() async throws {
      let machine = try testMachine()
      let error = await #expect(throws: LuaError.self) { try await machine.run("coroutine.yield(1)", name: "=test") }
      #expect(error?.message.contains("outside a coroutine") == true)
    }
  }
}

extension LuaKitTests {
  @Suite("cancellation")
  struct LuaCancellationTests {
    @Test(
      "an interrupt ends a task whatever it does: no pcall, coroutine or loop swallows it",
      arguments: [
        "while true do pcall(sleep, 60) end",
        "while true do pcall(function() while true do end end) end",
        "while true do pcall(string.rep, 'x') end",
        "while true do local co = coroutine.wrap(function() sleep(60) end) pcall(co) end",
        "while true do coroutine.resume(coroutine.create(function() pcall(sleep, 60) end)) end",
        "while true do coroutine.resume(coroutine.create(function() while true do end end)) end",
        "while true do xpcall(sleep, function() return 1 end, 60) end",
        "while true do local t <close> = setmetatable({}, {__close = function() end}) pcall(later) end",
        "local co = coroutine.create(function() local g <close> = setmetatable({}, {__close = function() while true do end end}) coroutine.yield() end) coroutine.resume(co) while true do pcall(coroutine.close, co) end",
        "local tasks = {} for i = 1, 100 do tasks[i] = spawn(sleep, 60) end for i = 1, 100 do pcall(await, tasks[i]) end while true do end",
      ])
    func interrupted(source: String) async throws {
      Interrupt.installHandler()
      let (entered, continuation) = AsyncStream<Void>.makeStream()
      let machine = try await Host.task { try testMachine() }.value
      try await Host.task {
        HostLoop.shared.onInterrupt { machine.cancelAll() }
        try machine.publish([
          HostFunction("entered") { _ in
            continuation.yield(); return []
          }
        ])
      }.value
      Interrupt.arm()
      let task = Host.task { try await machine.run("entered() " + source, name: "=test").count }
      for await _ in entered { break }
      // This is not the loop's thread, so the signal is passed on to it, as when a user presses Ctrl-C.
      Interrupt.raise()
      let error = await #expect(throws: LuaError.self) { try await task.value }
      Interrupt.disarm()
      #expect(error?.kind == .cancelled)
      await machine.drain()
      let after = try await Host.task { try await machine.run("return 2", name: "=test").first?.integer }.value
      #expect(after == 2)
    }

    @Test("cancelling one task leaves the others alone") @Host
    func oneTask() async throws {
      let source = """
        local sleeper, worker = spawn(sleep, 60), spawn(later, 5)
        sleeper:cancel()
        local ok, e = pcall(await, sleeper)
        return ok, e.code, await(worker), sleeper:status()
        """
      let values = try await testMachine().run(source, name: "=test")
      #expect(values[0].bool == false && values[1].string == "script.interrupted")
      #expect(values[2].integer == 5 && values[3].string == "cancelled")
    }

    @Test("cancelling the Swift task that runs a chunk cancels the chunk") @Host
    func swiftCancellation() async throws {
      let machine = try testMachine()
      let task = Host.task { try await machine.run("sleep(60)", name: "=test") }
      await Task.yield()
      task.cancel()
      let error = await #expect(throws: LuaError.self) { _ = try await task.value }
      #expect(error?.kind == .cancelled)
      await machine.drain()
      #expect(!machine.isBusy)
    }
  }
}
