// respond, battle and judge through Lua.

import LoopKit
import LuaKit
import SparCore
import SparTesting
import Testing

@Suite("Responses and battles", .timeLimit(.minutes(5)))
@Host
struct ArenaModuleTests {
  /// A session with an instruction `i` and models that answer at length and in short.
  private func arena() async throws -> LuaTest {
    let lua = try await LuaTest()
    try await lua.run(
      """
      models.script("scripted/long", function(request) return request.inputs.instruction .. ", at some length" end)
      models.script("scripted/short", function() return "short" end)
      models.script("scripted/mid", function() return "of middling length" end)
      i = instruct("Alpha.", {n = 2, type = "main-idea"})
      """)
    return lua
  }

  @Test("one model and one instruction give a response, anything else a list")
  func respond() async throws {
    let lua = try await arena()
    #expect(
      try await lua.run("local r = respond(i[1], 'scripted/short') return r.text, r.model, r.ordinal")
        == "short scripted/short 0")
    #expect(try await lua.run("return #respond(i[1], {'scripted/short', 'scripted/long'})") == "2")
    #expect(try await lua.run("return #respond(i, {'scripted/short', 'scripted/long'})") == "4")
    #expect(try await lua.run("return #respond(i)") == "2")
    #expect(try await lua.run("return respond('Name a river.', {ordinal = 1}).ordinal") == "1")
  }

  @Test("the options of sampling reach the model")
  func sampling() async throws {
    let lua = try await arena()
    try await lua.run("respond('Name a river.', {temperature = 0.25, max_tokens = 7})")
    let sampling = lua.test.model.requests.last?.sampling
    #expect(sampling?.temperature == 0.25 && sampling?.maxTokens == 7)
    #expect(
      try await lua.failure("respond('x', {temperature = 'hot'})").message
        == "respond: temperature must be a number, not 'hot'.")
  }

  @Test("an empty list of models is a mistake, not the target")
  func noModels() async throws {
    let lua = try await arena()
    let error = try await lua.failure("respond(i[1], {})")
    #expect(error.message == "respond: models must be a name or a list of names, not an empty table.")
  }

  @Test("two models on one instruction are one battle with both seat orders")
  func battle() async throws {
    let lua = try await arena()
    let battle = try await lua.run(
      """
      b = battle(i[1], {"scripted/long", "scripted/short"})
      return b.outcome, b.winner, b.score_a, b.score_b, b.flipped, #b.verdicts, b.verdicts[1].order, b.verdicts[2].order,
        b.type, b.round
      """)
    #expect(battle == "a scripted/long 8.0 4.0 false 2 ab ba main-idea 0")
    #expect(
      try await lua.run("return find(b.response_a).model, tostring(b):match('^%S+  battle')")
        == "scripted/long b1  battle")
  }

  @Test("all pairs of several models, for one instruction and for a list")
  func pairs() async throws {
    let lua = try await arena()
    let models = "{'scripted/long', 'scripted/short', 'scripted/mid'}"
    #expect(
      try await lua.run("local b = battle(i[1], \(models)) return #b, b[2].winner, b[3].winner")
        == "3 scripted/long scripted/mid")
    #expect(try await lua.run("local b = battle(i, \(models)) return #b, b[4].instruction == i[2].id") == "6 true")
    #expect(try await lua.run("return #battle({i[1]}, {'scripted/long', 'scripted/short'})") == "1")
    #expect(try await lua.failure("battle(i[1], {'scripted/long'})").message.hasPrefix("A battle needs two or more"))
    #expect(try await lua.failure("battle(i[1])").message == "battle needs models: two or more models.")
  }

  @Test("a judge that always prefers the first seat is resolved by the policy")
  func policies() async throws {
    let lua = try await arena()
    let first = lua.test.script("first") { _ in .scores(8, 3) }
    try await lua.run("b = battle(i[1], {'scripted/long', 'scripted/short'}, {judge = '\(first.name)'})")
    #expect(try await lua.run("return b.outcome, b.flipped, b.weight, b.winner") == "tie true 1.0 nil")
    for (policy, seen) in [
      ("tie", "tie 1.0"), ("abstain", "inconsistent 1.0"), ("both", "tie 2.0"), ("sum", "tie 1.0"),
    ] {
      let judged = try await lua.run(
        "local j = judge(b, {judge = '\(first.name)', policy = '\(policy)'}) return j.outcome, j.weight")
      #expect(judged == seen)
    }
    let unknown = try await lua.failure("judge(b, {policy = 'bot'})")
    #expect(unknown.message == "judge: policy cannot be 'bot'." && unknown.hint == "Did you mean 'both'?")
  }

  @Test("several judges are a jury, and an unreadable one is excluded, never a tie")
  func jury() async throws {
    let lua = try await arena()
    let mumbling = lua.test.script("mumbling") { _ in .init(text: "Hard to say.") }
    let jury = try await lua.run(
      """
      local b = battle(i[1], {"scripted/long", "scripted/short"}, {judge = {"\(mumbling.name)", "\(lua.test.model.name)"}})
      return #b.verdicts, b.verdicts[1].state, b.verdicts[1].score_a, b.verdicts[3].state
      """)
    #expect(jury == "4 unparsed nil a")
    #expect(
      try await lua.run(
        "return battle(i[1], {'scripted/long', 'scripted/short'}, {judge = '\(mumbling.name)'}).outcome") == "unparsed")
  }

  @Test("judge takes a battle, its id or a list, and nothing else")
  func judge() async throws {
    let lua = try await arena()
    try await lua.run("b = battle(i, {'scripted/long', 'scripted/short'})")
    #expect(
      try await lua.run("return judge(b[1]).id == b[1].id, judge(b[1].id).winner, #judge(b)") == "true scripted/long 2")
    #expect(try await lua.failure("judge(i[1])").message.hasPrefix("judge takes a battle, not the instruction i"))
    #expect(try await lua.failure("judge('who won')").message == "judge takes a battle, not the text 'who won'.")
  }
}
