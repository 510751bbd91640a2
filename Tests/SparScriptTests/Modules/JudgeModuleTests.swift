// Judges as data, juries, rejudge and judges through Lua.

import LoopKit
import LuaKit
import SparCore
import SparEngine
import SparTesting
import Testing

@Suite("Judges in Lua", .timeLimit(.minutes(5)))
@Host
struct JudgeModuleTests {
  /// A session with battles `b` of x and y on two instructions; the usual judge prefers x.
  private func fought() async throws -> LuaTest {
    let lua = try await LuaTest()
    try await lua.run(
      """
      for _, name in ipairs { "x", "y" } do models.script("scripted/" .. name, function() return name end) end
      models.script("scripted/fan", function(request)
        local first = request.inputs.first == "x"
        return ('{"explanation": "So.", "first": %d, "second": %d}'):format(first and 8 or 3, first and 3 or 8)
      end)
      models.script("scripted/seat", function() return "Hm.\\n\\n[[A]]" end)
      b = battle({instruct("Alpha.", {n = 1, type = "main-idea"})[1], "Name a river."}, {"scripted/x", "scripted/y"},
        {judge = "scripted/fan"})
      """)
    return lua
  }

  @Test("a judge is a table: prompt, orders, policy and name")
  func table() async throws {
    let lua = try await fought()
    let seat = try await lua.run(
      """
      local one = judge(b[1], {judge = {model = "scripted/seat", agent = "pair", policy = "abstain"}})
      local single = judge(b[1], {judge = {{name = "once", model = "scripted/seat", agent = "pair", both_orders = false}}})
      return one.outcome, one.verdicts[1].judge, #one.verdicts, single.outcome, single.verdicts[1].judge, #single.verdicts
      """)
    #expect(seat == "inconsistent scripted/seat:pair 2 a once 1")
  }

  @Test(
    "a function judges",
    arguments: [
      ("return 'second'", "b 0.0 nil"), ("return 0.75", "a 0.75 nil"), ("return 'tie'", "tie 0.5 nil"),
      ("return {first = 2, second = 7.5, explanation = 'Longer.'}", "b 0.0 2.0"),
      ("return {winner = 'first', preference = 0.9}", "a 0.9 nil"),
      ("return {winner = 'first', first = 2, second = 7}", "unparsed nil nil"), ("return 7", "unparsed nil nil"),
      ("return nil", "unparsed nil nil"), ("return 'x'", "unparsed nil nil"), ("return 0/0", "unparsed nil nil"),
      ("error('no')", "error nil nil"),
    ])
  func function(body: String, expected: String) async throws {
    let lua = try await fought()
    let judged = try await lua.run(
      """
      local j = judge(b[1], {judge = {name = "rule", run = function(pair)
        assert(pair.first == "x" and pair.second == "y" and pair.instruction and not pair.model_a)
        \(body)
      end}})
      return j.outcome, j.points, j.score_a
      """)
    #expect(judged == expected)
  }

  @Test("a list before a judge that ranks is asked about each instruction once in each order")
  func ranked() async throws {
    let lua = try await fought()
    let judged = try await lua.run(
      """
      local calls = 0
      models.script("scripted/ranker", function(request)
        calls = calls + 1
        return request.inputs.responses[1] == "x" and '{"ranking": [2, 1]}' or '{"ranking": [1, 2]}'
      end)
      local j = judge(b, {judge = {name = "r", model = "scripted/ranker", agent = "ranking"}})
      return #j, j[1].id == b[1].id, j[1].outcome, j[1].verdicts[1].ranking[1][1], calls, #j.failed
      """)
    #expect(judged == "2 true b scripted/y 4 0")
  }

  @Test("the source of a function is kept, and its verdicts name it")
  func definition() async throws {
    let lua = try await fought()
    let kept = try await lua.run(
      """
      local j = judge(b[1], {judge = {name = "rule", run = function() return "first" end}})
      local d = definitions{kind = "judge", name = "rule"}[1]
      return d.hash == j.verdicts[1].definition, d.text:find('"function"', 1, true) ~= nil
      """)
    #expect(kept == "true true")
  }

  @Test(
    "a judge that is described wrongly is an error with a hint",
    arguments: [
      ("{modle = 'x'}", "judge: a judge has no field 'modle'."),
      ("{agent = 'pair'}", "judge: a judge needs a model, or a name and a function run."),
      ("{name = 'f', run = 5}", "judge: a judge with run needs a name, a function, and no model."),
      ("{model = 'scripted/fan', policy = 'maybe'}", "judge: a judge's policy cannot be 'maybe'."),
      ("{model = 'scripted/fan', margin = -1}", "judge: a judge's margin must be a number from 0 up, not -1."),
      ("{}", "judge: a judge is a model's name, or a table such as {model = …, agent = …}, not an empty table."),
    ])
  func wrong(judge: String, message: String) async throws {
    let lua = try await fought()
    #expect(try await lua.failure("judge(b[1], {judge = \(judge)})").message == message)
  }

  @Test("a jury has weights, a quorum and an arbiter")
  func jury() async throws {
    let lua = try await fought()
    let outcomes = try await lua.run(
      """
      local function rule(name, word) return {name = name, run = function() return word end} end
      local for_x, for_y, odd = rule("for", "first"), rule("against", "second"), rule("odd", "tie")
      local two = {for_x, for_y}
      return judge(b[1], {judge = two}).outcome, judge(b[1], {judge = two, weights = {against = 2}}).outcome,
        judge(b[1], {judge = two, arbiter = for_x and rule("third", "first")}).outcome,
        judge(b[1], {judge = {for_x, odd, rule("mute", "?")}, quorum = 0.9}).outcome
      """)
    #expect(outcomes == "tie b a unparsed")
  }

  @Test("rejudge makes no response, and says what has changed")
  func rejudge() async throws {
    let lua = try await fought()
    let asked = lua.test.model.requests.count
    let report = try await lua.run(
      """
      r = rejudge(b, {model = "scripted/seat", agent = "pair"})
      return r.changed, r.compared, r.moves["a → tie"], r.calls, r.flips_before, r.flips_after, #r.battles, r.same_order
      """)
    #expect(report == "2 2 2 4 0.0 1.0 2 0.0" && lua.test.model.requests.count == asked)
    #expect(try await lua.run("return rejudge(nil, {model = 'scripted/seat', agent = 'pair'}).calls") == "0")
    let shown = try await lua.run("return require('spar.inspect')(r)")
    #expect(shown.contains("scripted/seat:pair: 2 of 2 outcomes changed: a → tie 2"))
    #expect(shown.contains("flips: 0 % before, 100 % now; 4 calls"))
  }

  @Test("elo and matrix read the project's verdicts anew by a policy, a quorum and weights; lists of its battles, too")
  func readAnew() async throws {
    let lua = try await fought()
    let read = try await lua.run(
      """
      judge(b, {judge = {{model = "scripted/seat", agent = "pair", policy = "abstain"}}})
      local heavy = {weights = {["scripted/seat:pair"] = 3}, ridge = 1}
      local isRated, problem = pcall(elo, heavy)
      local tied = elo {weights = heavy.weights, policy = "tie", ridge = 1}
      local listed = elo(b, {weights = heavy.weights, policy = "tie", ridge = 1})
      return isRated, problem.code, tied.battles, tied[1].rating == 1000, listed[1].rating == 1000,
        matrix(b, {weights = heavy.weights, policy = "tie"}).rate["scripted/x"]["scripted/y"]
      """)
    #expect(read == "false stats.no_battles 2 true true 0.5")
  }

  @Test("judges counts flips, seats and ties of each, and holds them against gold")
  func judges() async throws {
    let lua = try await fought()
    let report = try await lua.run(
      """
      judge(b, {judge = {{model = "scripted/seat", agent = "pair"}}})
      r = judges(b, {gold = {[b[1].id] = "a", [b[2].id] = "b"}})
      local fan, seat = r[1], r[2]
      return fan.judge, fan.accuracy, fan.flip_rate, fan.first_seat_rate, seat.judge, seat.accuracy, seat.flip_rate,
        seat.first_seat_rate, seat.tie_rate, r.weights["scripted/fan"], r.jury.items
      """)
    #expect(report == "scripted/fan 0.5 0.0 0.5 scripted/seat:pair 0.0 1.0 1.0 1.0 0.0 2")
    let shown = try await lua.run("return require('spar.inspect')(r)")
    #expect(shown.contains("scripted/fan and scripted/seat:pair agree on 0 % of 2 battles"))
    #expect(shown.contains("best member 50 % (scripted/fan), on 2 gold items"))
  }

  @Test("improve keeps the better of the winner's response and its improvement")
  func improve() async throws {
    let lua = try await fought()
    let improved = try await lua.run(
      """
      models.script("scripted/editor", function() return "x, revised" end)
      local j = battle("Name a river.", {"scripted/x", "scripted/y"},
        {judge = "scripted/fan", improve = true, editor = "scripted/editor"})
      local new = find(j.improved)
      return new.text, new.parent == j.response_a, new.model, j.best == j.response_a
      """)
    #expect(improved == "x, revised true scripted/x+scripted/editor true")
  }
}
