// map and its kin over the host's own tasks; their rules are specified in stdlib-lua/spec/prelude_spec.lua.

import LoopKit
import LuaKit
import SparCore
import SparScript
import SparTesting
import Testing

@Suite("List functions over real tasks", .timeLimit(.minutes(5)))
@Host
struct PreludeTests {
  @Test("map keeps the order whichever call ends first")
  func order() async throws {
    let lua = try await LuaTest()
    let gate = Gate()
    lua.test.model.answer = { request in
      let text = request.task.text("instruction")
      if text == "one" { try await gate.pass() } else { gate.open() }
      return .dutiful(request)
    }
    let texts = try await lua.run(
      """
      local r = map({"one", "two"}, function(text, index) return index .. respond(text).text end)
      return r[1], r[2], r.n, #r.failed
      """)
    #expect(texts == "1In answer to: one 2In answer to: two 2 0")
  }

  @Test("map calls as many at a time as it was told")
  func concurrency() async throws {
    let lua = try await LuaTest()
    let most = try await lua.run(
      """
      local busy, most = 0, 0
      local numbers = {}
      for n = 1, 30 do numbers[n] = n end
      map(numbers, function()
        busy = busy + 1
        most = math.max(most, busy)
        sleep(0)
        busy = busy - 1
      end, {concurrency = 7})
      return most
      """)
    #expect(most == "7")
  }

  @Test("a map inside a map, and an iterator that waits")
  func nested() async throws {
    let lua = try await LuaTest()
    let made = try await lua.run(
      """
      local n = 0
      local function slow() sleep(0) n = n + 1 return n <= 5 and n or nil end
      local rows = map(slow, function(row)
        return table.concat(map({1, 2}, function(column) sleep(0) return row * column end), "+")
      end, {concurrency = 2})
      return rows.n, table.concat(rows, " ")
      """)
    #expect(made == "5 1+2 2+4 3+6 4+8 5+10")
  }

  @Test("a failing element is an error with its input, also for the verbs that get the list next")
  func failures() async throws {
    let lua = try await LuaTest()
    let made = try await lua.run(
      """
      local list = flat_map({"a", "b"}, function(text)
        if text == "a" then error({code = "mine.no", message = "No " .. text}) end
        return {text, text .. text}
      end)
      return #list, list[2], list.failed[1].code, list.failed[1].input, #transform(list, "poem")
      """)
    #expect(made == "2 bb mine.no 1 2")
  }

  @Test("a cancelled task starts no further element of its map")
  func cancelled() async throws {
    let lua = try await LuaTest()
    let seen = try await lua.run(
      """
      local begun = 0
      local task = spawn(function()
        map({1, 2, 3, 4, 5, 6}, function()
          begun = begun + 1
          sleep(0)
        end, {concurrency = 2})
      end)
      while begun < 2 do sleep(0) end
      task:cancel()
      local ok = pcall(await, task)
      for _ = 1, 20 do sleep(0) end
      return ok, begun < 6, task:status()
      """)
    #expect(seen == "false true cancelled")
    await lua.session.host.machine.drain()
  }
}
