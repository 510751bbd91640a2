// What every script starts with: strict globals, text-only chunks, nothing of the host's own.

import LoopKit
import LuaKit
import SparScript
import SparTesting
import Testing

@Suite("The globals of a script", .timeLimit(.minutes(5)))
@Host
struct GlobalsTests {
  @Test("a misspelt global is an error that names the nearest one and its place")
  func strict() async throws {
    let lua = try await LuaTest()
    let error = try await lua.failure("local x = 1\nprnit(x)")
    #expect(error.message == "test:2: undefined global 'prnit'. Did you mean 'print'?")
    #expect(try await lua.failure("return qqqqqq").message == "test:1: undefined global 'qqqqqq'.")
  }

  @Test("new globals may be set, and stay; the result of nothing is nil")
  func settable() async throws {
    let lua = try await LuaTest()
    try await lua.run("found = 3")
    #expect(try await lua.run("return found, _, arg") == "3 nil nil")
  }

  @Test("bytecode does not load")
  func textOnly() async throws {
    let lua = try await LuaTest()
    let refused = try await lua.run(
      "local made, problem = load(string.dump(function() end), 'x', 'b') return made, problem:find('binary') ~= nil")
    #expect(refused == "nil true")
  }

  @Test("what bootstrap builds on is hidden")
  func hidden() async throws {
    let lua = try await LuaTest()
    #expect(try await lua.run("return rawget(_G, 'host'), getmetatable('')") == "nil false")
    #expect(try await lua.failure("host.write('x')").message.hasPrefix("test:1: undefined global 'host'."))
    #expect(!lua.session.host.documented.contains { $0.name.hasPrefix("host.") })
  }

  @Test("an error of the host prints as its sentence and is a table with a code")
  func errors() async throws {
    let lua = try await LuaTest()
    let caught = try await lua.run(
      """
      local ok, e = pcall(transform, "x", "debat")
      local info = error_info(e)
      return ok, e.code == info.code, tostring(e):find(e.message, 1, true) ~= nil, info.retryable, error_info("plain").code
      """)
    #expect(caught == "false true true false script.error")
  }

  @Test("one error value raised for several elements stays their own in each")
  func sharedErrors() async throws {
    let lua = try await LuaTest()
    let inputs = try await lua.run(
      """
      local refuse = {code = "mine.refused", message = "No."}
      local list = map({{id = "i1"}, {id = "i2"}}, function() error(refuse) end)
      return list.failed[1].input, list.failed[2].input, refuse.input, list[1].code, tostring(list[2])
      """)
    #expect(inputs == "i1 i2 nil mine.refused No.")
  }
}
