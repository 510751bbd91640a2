// Records as tables: what is documented is what is there.

import LoopKit
import LuaKit
import SparScript
import SparTesting
import Testing

@Suite("Records as tables", .timeLimit(.minutes(5)))
@Host
struct RecordTableTests {
  /// What Lua makes, what needs more than a session, and what has a test of its own.
  private static let madeElsewhere: Set = [
    "row", "request", "tool", "task", "stream", "listed_model", "spar", "seed_list", "execution", "hit", "traced_use",
    "sandbox", "judge",
  ]

  private static let log =
    #"{"question_id": "q", "model_a": "x", "model_b": "y", "winner": "model_a", "judge": "human"}"#

  /// A session with one of each: `made` by the name of its shape.
  private func one(ofEach lua: LuaTest) async throws {
    try await lua.run(
      """
      local s = seeds.load(\(try lua.file("a.py", "# A tool.\nprint(1)\n")))
      local p = transform(s[1], "poem")
      local q = instruct(p, {n = 1, type = "main-idea"})
      local t = suggest(q, {goal = "flip"})
      local b = battle(q, {"sim/master", "sim/novice"}, {judge = "sim/judge"})
      local x = taxonomy.revise(taxonomy.load(), {weights = {flaw = 2}})
      local _, problem = pcall(transform, "x", "debat")
      models.script("scripted/caller", function(request)
        local calls = request.messages[2] and {} or {{name = "add", arguments = {n = 1}}}
        return {text = "{}", tool_calls = calls}
      end)
      local tools = {{name = "add", about = "Adds one.", run = function(arguments) return arguments.n + 1 end}}
      local asked = {model = "scripted/caller", tools = tools, schema = {type = "object"}}
      local reply = chat("x", asked)
      tools[1].run = nil
      made = {
        seed = s[1], passage = p, instruction = q[1], suggestion = t[1], response = respond(q[1]), battle = b[1],
        verdict = b[1].verdicts[1], taxonomy = x, node = x.nodes[1], rating = elo({ridge = 1})[1],
        leaderboard = elo {ridge = 1}, seed_report = s.report, list = b, link = why(p)[1],
        seed_source = why(p).seeds[1],
        weight_change = taxonomy.diff(taxonomy.load(), x)[1], rejection = edit(t).rejected[1],
        dataset = dataset.export({}, {path = "\(lua.test.folder.path)/d.jsonl"}), error = problem,
        reply = reply, turn = reply.trace[1], tool_use = reply.trace[1].tools[1], usage = reply.usage,
        tool_call = chat("y", asked).tool_calls[1], message = reply.messages[1],
      }
      agents.add {stage = "transform", name = "copy", text = agents.show("transform/poem").text}
      made.definition, made.groundedness = definitions()[1], ground(q[1], {judge = "sim/judge"})
      made.listed_agent, made.agent = agents.list("transform")[1], agents.show("transform/poem")
      made.coverage, made.skill = taxonomy.coverage()[1], taxonomy.describe()
      made.rating_group, made.win_matrix = elo {by = "judge", ridge = 1}[1], matrix()
      made.matrix_group, made.battle_plan = matrix {by = "category"}[1], arena.next(1)
      made.proposal, made.contender_repeats = made.battle_plan[1], arena.repeats()[1]
      made.judge_report, made.rejudgement = judges(), rejudge(b, "sim/judge?noise=2")
      made.judge_line = made.judge_report[1]
      made.duplicate_pair = duplicates({"a b c d e", "a b c d e"}, {n = 1})[1]
      made.diversity = diversity({"The tide turns.", "The lamp is out."}, {model = "hashed"})
      local held = arena.testset {name = "held", clusters = 1, model = "hashed"}
      made.test_set, made.leak = arena.testsets()[1], arena.leaks(held)[1]
      made.report = report("\(lua.test.folder.path)/r.html")
      made.import_report = spar.import.battles(\(try lua.file("log.jsonl", Self.log)))
      made.origin = why("b2").origins[1]
      made.budget = budget {usd = 9}
      made.allowance, made.cost_line = made.budget.usd, cost()[1]
      made.call, made.retry = calls {limit = 1}[1], retry {run = 1}
      made.model_check = models.check({"sim/master"})[1]
      """)
  }

  @Test("every field of a table is documented, and every field that must be there is")
  func fields() async throws {
    let lua = try await LuaTest()
    try await one(ofEach: lua)
    for shape in ShapeList.all
    where !Self.madeElsewhere.contains(shape.name) {
      let present = try await lua.run(
        """
        local names = {}
        for name in pairs(made.\(shape.name)) do if type(name) == "string" then names[#names + 1] = name end end
        return table.concat(names, " ")
        """)
      let names = Set(present.split(separator: " ").map(String.init))
      let documented = Set(shape.fields.map(\.name))
      let required = Set(shape.fields.filter { !$0.type.hasSuffix("?") && $0.name != "[integer]" }.map(\.name))
      #expect(names.isSubset(of: documented), "\(shape.name): \(names.subtracting(documented))")
      #expect(required.isSubset(of: names), "\(shape.name): \(required.subtracting(names))")
    }
  }

  @Test("types are those that are documented")
  func types() async throws {
    let lua = try await LuaTest()
    try await one(ofEach: lua)
    for shape in ShapeList.all
    where !Self.madeElsewhere.contains(shape.name) {
      for field in shape.fields where field.name != "[integer]" {
        let type = try await lua.run(
          "local v = made.\(shape.name).\(field.name) return math.type(v) or type(v)")
        let expected: [String] =
          switch field.type.drop(while: { $0 == " " }).prefix(while: { $0.isLetter || $0 == "[" || $0 == "]" }) {
          case "string": field.type.contains("integer") ? ["string", "integer"] : ["string"]
          case "integer": ["integer"]
          case "number": ["float"]
          case "boolean": ["boolean"]
          default: ["table"]
          }
        let isMissing = type == "nil" && field.type.hasSuffix("?")
        #expect(isMissing || expected.contains(type), "\(shape.name).\(field.name) is a \(type)")
      }
    }
  }

  @Test("a record prints as what it is, with its id and its text")
  func printing() async throws {
    let lua = try await LuaTest()
    try await lua.run("print(transform('Alpha.', 'poem'))")
    #expect(lua.output == "p1  passage  poem  ← s1\n  poem: Alpha.\n")
  }

  @Test("text that is not UTF-8 is refused where a record is made")
  func badText() async throws {
    let lua = try await LuaTest()
    #expect(
      try await lua.failure("transform('\\xff', 'poem')").message
        == "transform takes a seed, not text that is not UTF-8.")
  }
}
