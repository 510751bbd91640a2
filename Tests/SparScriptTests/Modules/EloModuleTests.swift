// elo through Lua; the statistics are tested in SparStatsTests.

import LoopKit
import LuaKit
import SparTesting
import Testing

@Suite("elo", .timeLimit(.minutes(1)))
@Host
struct EloModuleTests {
  /// A session with plain battles `b`: x beat y three times of four.
  private func rated() async throws -> LuaTest {
    let lua = try await LuaTest()
    try await lua.run(
      """
      b = {}
      for n = 1, 4 do b[n] = {model_a = "x", model_b = "y", outcome = n < 4 and "a" or "b"} end
      function points(ratings)
        local parts = {}
        for n, rating in ipairs(ratings) do parts[n] = ("%s %.2f"):format(rating.model, rating.rating) end
        return table.concat(parts, ", ")
      end
      """)
    return lua
  }

  @Test("Bradley–Terry of 3:1 is the logarithm of the odds around a mean of 1000")
  func bradleyTerry() async throws {
    let lua = try await rated()
    // 400 · log10(3) = 190.85
    #expect(try await lua.run("return points(elo(b))") == "x 1095.42, y 904.58")
    #expect(try await lua.run("return points(elo(b, {method = 'bt'}))") == "x 1095.42, y 904.58")
    let row = try await lua.run(
      "local r = elo(b)[1] return r.rank, r.battles, r.simulated, r.lower < r.rating, r.upper > r.rating")
    #expect(row == "1 4 false true true")
    #expect(
      try await lua.run("local r = elo(b) return r.method, r.interval, r.battles") == "bradley-terry sandwich 95% 4")
  }

  @Test("an anchor is pinned to 1000")
  func anchor() async throws {
    let lua = try await rated()
    #expect(try await lua.run("return points(elo(b, {anchor = 'y'}))") == "x 1190.85, y 1000.00")
    #expect(try await lua.failure("elo(b, {anchor = 'z'})").message.contains("z"))
  }

  @Test("online Elo takes its step and says that it depends on the order")
  func online() async throws {
    let lua = try await rated()
    // One battle of equals moves both by k / 2.
    #expect(try await lua.run("return points(elo({b[1]}, {method = 'elo', k = 32}))") == "x 1016.00, y 984.00")
    #expect(try await lua.run("return points(elo({b[1]}, {method = 'elo'}))") == "x 1002.00, y 998.00")
    #expect(try await lua.run("return elo(b, {method = 'elo'}).notes[1] ~= nil") == "true")
  }

  @Test("a bootstrap is the same for the same seed")
  func bootstrap() async throws {
    let lua = try await rated()
    let fit = "local r = elo(b, {interval = 'bootstrap', ridge = 0.1})[1] return r.lower, r.upper"
    let first = try await lua.run(fit)
    #expect(try await lua.run(fit) == first && first != "nil nil")
    #expect(try await lua.run("return elo(b, {interval = 'bootstrap', ridge = 0.1}).interval") == "bootstrap 95%")
  }

  @Test("a model that never lost is refused in a sentence, and rated with a ridge")
  func disconnected() async throws {
    let lua = try await rated()
    let error = try await lua.failure("elo({b[1]})")
    #expect(
      error.code?.hasPrefix("stats.") == true && error.message.contains("x") && error.hint?.contains("ridge") == true)
    #expect(try await lua.run("local r = elo({b[1]}, {ridge = 0.1}) return r[1].model, #r") == "x 2")
  }

  @Test("outcomes that are not rated are counted and left out; a weight of 2 counts twice")
  func excluded() async throws {
    let lua = try await rated()
    let counted = try await lua.run(
      """
      for _, outcome in ipairs {"unparsed", "inconsistent", "unparsed"} do
        b[#b + 1] = {model_a = "x", model_b = "y", outcome = outcome}
      end
      local r = elo(b)
      return r.excluded.unparsed, r.excluded.inconsistent, r.excluded.error, r.battles, points(r)
      """)
    #expect(counted == "2 1 nil 4 x 1095.42, y 904.58")
    let weighted = try await lua.run(
      """
      return points(elo {
        {model_a = "x", model_b = "y", outcome = "a"}, {model_a = "x", model_b = "y", outcome = "tie", weight = 2},
      })
      """)
    // One win and two ties of weight 1: 2 points of 3, 400 · log10(2) = 120.41.
    #expect(weighted == "x 1060.21, y 939.79")
  }

  @Test("what is no battle is named with its place, errors in a list are passed over")
  func badItems() async throws {
    let lua = try await rated()
    #expect(try await lua.failure("elo {b[1], 7}").message == "elo: item 2 of the list is no battle.")
    let odd = try await lua.failure("elo {{model_a = 'x', model_b = 'y', outcome = 'won'}}")
    #expect(odd.message == "elo: 'won' is no outcome.")
    let passed = try await lua.run(
      "local list = map(b, function(x, n) if n == 4 then error('no') end return x end) return elo(list, {ridge = 1}).battles"
    )
    #expect(passed == "3")
  }

  @Test("an empty list is not the whole project")
  func emptyList() async throws {
    let lua = try await rated()
    try await lua.run("battle('Name a river.', {'sim/master', 'sim/novice'}, {judge = 'sim/judge'})")
    #expect(try await lua.run("return #elo {ridge = 1}, elo({ridge = 1})[1].simulated") == "2 true")
    #expect(try await lua.failure("elo {}").code?.hasPrefix("stats.") == true)
    #expect(try await lua.failure("elo(filter(b, function() return false end))").code?.hasPrefix("stats.") == true)
  }

  @Test("options are checked")
  func options() async throws {
    let lua = try await rated()
    #expect(try await lua.failure("elo(b, {methd = 'bt'})").hint == "Did you mean 'method'?")
    #expect(try await lua.failure("elo(b, {method = 'glicko'})").message == "elo: method cannot be 'glicko'.")
    #expect(try await lua.failure("elo(b, {interval = 'wide'})").message == "elo: interval cannot be 'wide'.")
    #expect(try await lua.failure("elo('b1')").message == "elo: battles must be a list of battles, not 'b1'.")
  }
}
