// budget and cost through Lua.

import LoopKit
import LuaKit
import SparTesting
import Testing

@Suite("Money in scripts", .timeLimit(.minutes(5)))
@Host
struct MoneyModulesTests {
  @Test("budget without limits tells what was spent, and sets none")
  func shows() async throws {
    let lua = try await LuaTest()
    try await lua.run("respond('Name a river.', 'sim/master')")
    let shown = try await lua.run(
      """
      local b = budget()
      return b.calls.spent, b.calls.limit, b.calls.left, b.tokens.spent > 0, b.usd.spent, b.reached, b.unpriced
      """)
    #expect(shown == "1 nil nil true 0.0 false false")
  }

  @Test("limits are kept until they are named again; what a list could not make is in failed")
  func limits() async throws {
    let lua = try await LuaTest()
    let spent = try await lua.run(
      """
      budget{calls = 2, tokens = 1e6}
      local replies = respond({"one", "two", "three", "four"}, "sim/master")
      local b = budget{tokens = 2e6}
      return #replies, #replies.failed, replies.failed[1].code, replies.failed[1].exit_code, b.calls.left, b.tokens.limit
      """)
    #expect(spent == "2 2 budget.reached 3 0 2000000")
    #expect(try await lua.failure("respond('five', 'sim/master')").code == "budget.reached")
    #expect(try await lua.run("budget{calls = math.huge} return #respond({'three', 'four'}, 'sim/master')") == "2")
  }

  @Test("map gives what it can, each element that the budget left out with its error")
  func map() async throws {
    let lua = try await LuaTest()
    let mapped = try await lua.run(
      """
      budget{calls = 1}
      local replies = map({"one", "two"}, function(text) return respond(text, "sim/master").text end, {concurrency = 1})
      return type(replies[1]), replies[2].code, #replies.failed, budget().reached
      """)
    #expect(mapped == "string budget.reached 1 true")
  }

  @Test("what is no limit is refused and changes nothing")
  func refuses() async throws {
    let lua = try await LuaTest()
    #expect(try await lua.failure("budget{cals = 2}").hint == "Did you mean 'calls'?")
    #expect(try await lua.failure("budget{calls = -1}").message == "calls must be a number from 0 up, not -1.0.")
    #expect(try await lua.failure("budget{usd = 'two'}").message == "budget: usd must be a number, not 'two'.")
    #expect(try await lua.run("return budget().calls.limit, budget().usd.limit") == "nil nil")
  }

  @Test("cost has a line for each model, run or stage, the simulated ones marked")
  func cost() async throws {
    let lua = try await LuaTest()
    let lines = try await lua.run(
      """
      respond({"one", "two"}, "sim/master") respond("three")
      local simulated, scripted = cost()[2], cost{by = "model"}[1]
      return simulated.name, simulated.calls, simulated.simulated, simulated.usd, simulated.unpriced, simulated.estimated,
        scripted.name, scripted.calls, scripted.failed, scripted.unpriced, #cost{by = "stage"}, #cost{run = 77}
      """)
    #expect(lines == "sim/master 2 true 0.0 0 true scripted/model 1 0 1 2 0")
    #expect(try await lua.failure("cost{by = 'modle'}").hint == "Did you mean 'model'?")
  }
}
