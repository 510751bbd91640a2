// Agreement through Lua; the statistics are tested in SparStatsTests.

import LoopKit
import LuaKit
import Testing

@Suite("stats and arena.next", .timeLimit(.minutes(5)))
@Host
struct StatsModuleTests {
  @Test("correlations of numbers, and of leaderboards over the models of both")
  func correlations() async throws {
    let lua = try await LuaTest()
    #expect(try await lua.run("return stats.kendall({1, 2, 3, 4}, {1, 3, 2, 4})") == "\(4.0 / 6)")
    #expect(try await lua.run("return stats.spearman({1, 2, 3}, {3, 2, 1})") == "-1.0")
    let boards = """
      local function battles(wins)
        local list = {}
        for _, pair in ipairs {{"x", "y"}, {"y", "z"}, {"x", "z"}} do
          for n = 1, 40 do
            list[#list + 1] = {model_a = pair[1], model_b = pair[2], outcome = n <= wins and "a" or "b"}
          end
        end
        return list
      end
      local a, b = elo(battles(36)), elo(battles(4))
      local share, pairs = stats.separability(a)
      return stats.spearman(a, b), stats.kendall(a, a), stats.agreement(a, a), stats.agreement(a, b), share,
        pairs[1].better, pairs[1].separated
      """
    #expect(try await lua.run(boards) == "-1.0 1.0 1.0 -1.0 1.0 x true")
    #expect(
      try await lua.failure("stats.spearman({1, 'x'}, {1, 2})").message
        == "stats.spearman: item 2 of x must be a number, not 'x'.")
    #expect(try await lua.failure("stats.agreement({}, {})").message.contains("leaderboard"))
  }

  @Test("kappa, Fleiss' kappa and alpha take words, numbers and gaps")
  func agreement() async throws {
    let lua = try await LuaTest()
    // Of four items they agree on three; by their habits on 1/4 · 2/4 + 3/4 · 2/4 = 1/2.
    #expect(
      try await lua.run("return stats.kappa({'a', 'b', 'b', 'b'}, {'a', 'a', 'b', 'b'})") == "0.5 0.75 0.5")
    #expect(try await lua.run("return (stats.kappa({1, 2, 3}, {1, 2, 3}, {weights = 'quadratic'}))") == "1.0")
    #expect(try await lua.run("return (stats.fleiss {{3, 0}, {0, 3}})") == "1.0")
    let alpha = """
      local data = {
        {1, 2, 3, 3, 2, 1, 4, 1, 2, false, false, false}, {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, false, 3},
        {false, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, false}, {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, false},
      }
      local parts = {}
      for n, level in ipairs {"nominal", "ordinal", "interval"} do
        parts[n] = ("%.3f"):format(stats.alpha(data, {level = level}))
      end
      return table.concat(parts, " ")
      """
    #expect(try await lua.run(alpha) == "0.743 0.815 0.849")
    #expect(try await lua.failure("stats.alpha({{'a', 'b'}}, {level = 'ordinal'})").code?.hasPrefix("script.") == true)
    #expect(try await lua.failure("stats.kappa({'a'}, {'a'})").code == "stats.undefined")
  }

  @Test("effective votes of members and of weights")
  func effectiveVotes() async throws {
    let lua = try await LuaTest()
    #expect(try await lua.run("return stats.effective_votes {3, 1}") == "1.6")
    #expect(try await lua.run("return stats.effective_votes {{'a', 'b', 'a', 'b'}, {'a', 'a', 'b', 'b'}}") == "2.0")
    #expect(
      try await lua.run("return stats.effective_votes({{'a', 'b', 'a'}, {'a', 'b', 'a'}}, {gold = {'b', 'b', 'a'}})")
        == "1.0")
  }

  @Test("arena.next proposes pairs, newcomers first, and says when enough is known")
  func next() async throws {
    let lua = try await LuaTest()
    try await lua.run(
      """
      b = {}
      for n = 1, 100 do b[n] = {model_a = "x", model_b = "y", outcome = n <= 80 and "a" or "b"} end
      """)
    let newcomer = """
      local plan = arena.next(6, b, {models = {"x", "y", "z"}})
      local total, with = 0, 0
      for _, p in ipairs(plan) do
        total = total + p.battles
        if p.model_a == "z" or p.model_b == "z" then with = with + p.battles end
      end
      return total, with, plan.stop, plan.separability, plan.notes[1]
      """
    #expect(try await lua.run(newcomer) == "6 6 false nil No rated battle for z.")
    #expect(
      try await lua.run("local plan = arena.next(1, b) return plan.stop, plan.separability, plan.notes[1]")
        == "true 1.0 1 of 1 pairs of models are separated.")
    #expect(try await lua.run("return arena.next(1, {b[1], b[2]}).stop") == "false")
    #expect(try await lua.failure("arena.next(1)").code == "stats.no_battles")
    #expect(try await lua.failure("arena.next(0, b)").message.contains("whole number"))
    #expect(try await lua.failure("arena.next(1, b, {separability = 2})").message.contains("separability"))
    #expect(try await lua.run("print(arena.next(3, b)) return 1") == "1")
    #expect(lua.output.contains("model_a"))
  }

  @Test("a contender that always says the same is found out, one that does not is not")
  func repeats() async throws {
    let lua = try await LuaTest()
    let found = """
      local fixed = "This answer is as good for your question as for any other that I was ever asked."
      models.script("scripted/same", function() return fixed end)
      models.script("scripted/own", function(r) return "An answer of many words of its own on " .. r.inputs.instruction end)
      for n = 1, 12 do
        for _, model in ipairs {"scripted/same", "scripted/own"} do
          respond(("Tell me about %s %s %s number %d."):format(("a"):rep(n), ("b"):rep(n), ("c"):rep(n), n), model)
        end
      end
      local parts = {}
      for _, r in ipairs(arena.repeats()) do
        parts[#parts + 1] = ("%s %d/%d %s"):format(r.model, r.repeats, r.responses, r.suspicious)
      end
      return table.concat(parts, ", ")
      """
    #expect(try await lua.run(found) == "scripted/same 11/12 true, scripted/own 0/12 false")
  }
}
