// elo through Lua; the statistics are tested in SparStatsTests.

import LoopKit
import LuaKit
import SparTesting
import Testing

@Suite("elo", .timeLimit(.minutes(5)))
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
    #expect(odd.message == "elo: 'won' is no outcome." && odd.hint?.contains("0 to 1") == true)
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

  @Test("a number is a soft outcome: three quarters of a win are 190.85 points")
  func softOutcome() async throws {
    let lua = try await rated()
    #expect(
      try await lua.run("return points(elo {{model_a = 'x', model_b = 'y', outcome = 0.75}})")
        == "x 1095.42, y 904.58")
  }

  @Test("ties get a parameter where it is asked for, which is returned with its interval")
  func ties() async throws {
    let lua = try await rated()
    // 3 wins, 2 ties, 1 loss: Davidson's ν is 2/√(3 · 1).
    let made = """
      for n = 5, 6 do b[n] = {model_a = "x", model_b = "y", outcome = "tie"} end
      local r = elo(b, {ties = "davidson"})
      return points(r), r.tie.ties, ("%.4f"):format(r.tie.value), r.tie.lower < r.tie.value, elo(b).tie
      """
    #expect(try await lua.run(made) == "x 1095.42, y 904.58 davidson 1.1547 true nil")
    #expect(try await lua.failure("elo(b, {ties = 'davidsen'})").hint == "Did you mean 'davidson'?")
  }

  @Test("length is held constant on request, and its worth is returned")
  func control() async throws {
    let lua = try await rated()
    let fitted = """
      b = {}
      for n = 1, 80 do
        local long = n % 2 == 0
        local wins = n % 8 < 6
        b[n] = {
          model_a = "x", model_b = "y", outcome = (wins == long) and "a" or "b",
          response_a = ("a"):rep(long and 30 or 10), response_b = ("b"):rep(long and 10 or 30),
        }
      end
      local r = elo(b, {control = "length"})
      return #r.coefficients, r.coefficients[1].control, r.coefficients[1].points > 0,
        #elo(b, {control = {"length", "style"}}).notes
      """
    #expect(try await lua.run(fitted) == "1 length true 3")
    #expect(try await lua.failure("elo(b, {control = 'taste'})").hint?.contains("length") == true)
    #expect(
      try await lua.failure("elo({b[1], b[2]}, {control = 'bold'}) elo {control = 'bold'}").code == "stats.no_battles")
  }

  @Test("groups are rated apart; one that cannot be says why and loses no other")
  func groups() async throws {
    let lua = try await rated()
    let grouped = """
      for n = 1, 4 do b[n].category = "law"; b[n].judge = "j" end
      b[5] = {model_a = "x", model_b = "y", outcome = "a", category = "art", judge = "k"}
      b[6] = {model_a = "x", model_b = "y", outcome = "unparsed", judge = "k"}
      local parts = {}
      for _, group in ipairs(elo(b, {by = "category"})) do
        parts[#parts + 1] = ("%s: %s"):format(group.name, group.ratings and points(group.ratings) or group.reason)
      end
      return table.concat(parts, "; "), #elo(b, {by = "judge"}), elo(b, {by = "category"})[3].excluded.unparsed
      """
    #expect(
      try await lua.run(grouped)
        == "law: x 1095.42, y 904.58; art: The ratings have no finite fit: x is undefeated; y never won or tied; so these "
        + "cannot be compared with each other: {x} and {y}.; (none): There are no rated battles, so there is nothing to "
        + "rate. 2 1")
  }

  @Test("stored battles are grouped by category, prompt syntax and judge")
  func storedGroups() async throws {
    let lua = try await LuaTest()
    try await lua.run(
      """
      for _, text in ipairs {"Name a river.", "Name a sea.", "Which river is longest?"} do
        battle(text, {"sim/master", "sim/novice"}, {judge = {"sim/judge", "sim/judge?noise=1"}})
      end
      function names(groups)
        local parts = {}
        for n, group in ipairs(groups) do parts[n] = group.name end
        return table.concat(parts, " ")
      end
      """)
    #expect(try await lua.run("return names(elo {by = 'syntax', ridge = 1})") == "request question")
    #expect(try await lua.run("return names(elo {by = 'judge', ridge = 1})") == "sim/judge sim/judge?noise=1")
    #expect(try await lua.run("return names(elo {by = 'category', ridge = 1})") == "(none)")
    #expect(try await lua.run("return names(matrix {by = 'syntax'})") == "request question")
    // The same through records in hand.
    #expect(
      try await lua.run("return names(elo({battle('Why?', {'sim/master', 'sim/novice'})}, {by = 'syntax', ridge = 1}))")
        == "question")
    #expect(try await lua.run("return #elo({ridge = 1, control = {'length', 'style'}}) > 1") == "true")
  }

  @Test("the matrix has a rate for every ordered pair, ties as halves, winners first")
  func winMatrix() async throws {
    let lua = try await rated()
    let rates =
      "b[5] = {model_a = 'x', model_b = 'z', outcome = 'tie'} local m = matrix(b) return m.models[1], m.rate.x.y, "
      + "m.rate.y.x, m.rate.x.z, m.rate.y.z, m.battles.x.y, #m.models"
    #expect(try await lua.run(rates) == "x 0.75 0.25 0.5 nil 4.0 3")
    try await lua.run("print(matrix(b))")
    #expect(lua.output.contains("75"))
    #expect(try await lua.failure("matrix {}").code == "stats.no_battles")
  }

  @Test("options that do not go with each other are refused")
  func contradictions() async throws {
    let lua = try await rated()
    #expect(try await lua.failure("elo(b, {method = 'elo', ties = 'davidson'})").message.contains("ties"))
    #expect(try await lua.failure("elo(b, {interval = 'sandwich', rounds = 10})").message.contains("rounds"))
    #expect(try await lua.run("return elo(b, {rounds = 20, ridge = 1}).resamples.drawn") == "20")
    #expect(try await lua.run("return elo(b, {interval = 'none'})[1].lower") == "nil")
    #expect(try await lua.run("return points(elo(b, {anchor = 'y', mean = 1100}))") == "x 1290.85, y 1100.00")
  }
}
