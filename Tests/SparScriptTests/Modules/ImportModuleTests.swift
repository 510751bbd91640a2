// spar.import.* through Lua, and recorded logs against the reference numbers of other implementations.

import Glibc
import LoopKit
import LuaKit
import SparCore
import SparEngine
import SparScript
import SparTesting
import Testing

/// `../shared/data`, seen from the package; `nil` where it is absent.
private let recordedData: String? = {
  guard let resolved = realpath(#filePath, nil) else { return nil }
  defer { free(resolved) }
  let package = String(cString: resolved).split(separator: "/").dropLast(4)
  let folder = "/" + package.dropLast().joined(separator: "/") + "/shared/data"
  return access(folder, R_OK) == 0 ? folder : nil
}()

@Suite("spar.import", .timeLimit(.minutes(2)))
@Host
struct ImportModuleTests {
  @Test("instructions come as a list with a report, and can be responded to and battled")
  func instructions() async throws {
    let lua = try await LuaTest()
    let path = try lua.file(
      "alpaca.json", #"[{"instruction": "Name a river.", "input": "", "output": "Rhine", "origin": "x"}]"#)
    let shown = try await lua.run(
      """
      q = spar.import.instructions(\(path), {model = "davinci"})
      return #q, q[1].text, q.report.rows, q.report.new.instructions, q.report.forms[1], q.report.summary
      """)
    #expect(
      shown == "1 Name a river. 1 1 alpaca 1 file, 1 row (alpaca): 1 instruction and 1 response new")
    #expect(try await lua.run("return respond(q[1], 'davinci').text") == "Rhine")
    let battle = try await lua.run(
      "b = battle(q, {'davinci', '\(lua.test.model.name)'}) return #b, b[1].model_a, b[1].outcome")
    #expect(battle.hasPrefix("1 davinci "))
    let stages = lua.test.model.requests.map(\.task.stage)
    #expect(stages.count { $0 == "respond" } == 1)
    #expect(stages.count { $0 == "judge" } == 2)
  }

  @Test("an imported instruction with its answer is exported like any other")
  func export() async throws {
    let lua = try await LuaTest()
    let path = try lua.file("alpaca.jsonl", #"{"instruction": "Name a river.", "output": "Rhine"}"#)
    let out = lua.test.folder.file("sft.jsonl")
    let shown = try await lua.run(
      """
      local q = spar.import.instructions(\(path))
      local d = dataset.export({{instruction = q[1], response = respond(q[1], "recorded")}}, {format = "sft", path = "\(out)"})
      return d.rows
      """)
    #expect(shown == "1")
    #expect(String(decoding: try lua.test.folder.bytes(of: "sft.jsonl"), as: UTF8.self).contains("Rhine"))
  }

  @Test("why tells the row that a record stood in, and what it says besides")
  func origin() async throws {
    let lua = try await LuaTest()
    let path = try lua.file(
      "log.jsonl", "\n" + #"{"model_a": "x", "model_b": "y", "winner": "tie (bothbad)", "anony": true}"#)
    let shown = try await lua.run(
      """
      local report = spar.import.battles(\(path))
      local origin = why("b1").origins[1]
      local battle = find("b1")
      return report.new.battles, origin.line, origin.form, origin.fields.anony, origin.path == \(path), battle.instruction,
        battle.verdicts[1].both_bad, battle.verdicts[1].judge, #why("b1")
      """)
    #expect(shown == "1 2 lmsys true true nil true recorded 0")
  }

  @Test("bad rows are told of, counted, and failed items of the run")
  func badRows() async throws {
    let lua = try await LuaTest()
    let path = try lua.file("log.csv", "model_a,model_b,winner\nx,y,tie\nx,y,nobody\n")
    let shown = try await lua.run("r = spar.import.battles(\(path)) return r.bad_rows, #r.problems")
    #expect(shown == "1 1")
    #expect(lua.output.contains("log.csv:3: winner is 'nobody', not model_a, model_b, tie or tie (bothbad)"))
    #expect(lua.test.engine.failedItems == 1)
  }

  @Test("an unknown form is an error that says what was found and what is known")
  func unknownForm() async throws {
    let lua = try await LuaTest()
    let path = try lua.file("log.csv", "left,right\nx,y\n")
    let error = try await lua.failure("spar.import.battles(\(path))")
    #expect(error.message.hasSuffix("log.csv:2 has the fields left, right, which is no known form of battles."))
    #expect(error.value.table?["code"]?.string == "import.form_unknown")
  }

  @Test("votes weigh what the caller says, nothing included")
  func votes() async throws {
    let lua = try await LuaTest()
    let log = try lua.file("log.csv", "model_a,model_b,winner,judge\nx,y,model_a,gpt-4\n")
    let votes = try lua.file("votes.csv", "battle,vote\nb1,b\n")
    let shown = try await lua.run(
      """
      spar.import.battles(\(log))
      spar.import.votes(\(votes), {voter = "me", weight = 0})
      local v = find("b1").verdicts[2]
      return v.judge, v.state, v.weight
      """)
    #expect(shown == "human:me b 0.0")
  }

  @Test(
    "imported logs give the reference ratings: Bradley–Terry to 1e-3, online Elo to 1e-6",
    .enabled(if: recordedData != nil, "needs ../shared/data/ratings"),
    arguments: ["simple", "food", "wikipedia_bt", "vicuna_gpt4_pairs", "orq_arena", "gsm8k_verified"])
  func reference(_ name: String) async throws {
    let folder = try #require(recordedData) + "/ratings"
    let expected = try JSON(parsing: FileBytes.read("\(folder)/\(name).expected.json"))
    let lua = try await LuaTest()
    let rows = try await lua.run("return spar.import.battles('\(folder)/\(name).jsonl').new.battles")
    #expect(Int(rows) == expected["n_battles"]?.int)
    try await lua.run("bt, online = elo(), elo({method = 'elo', k = 4})")
    for model in expected["models"]?.object?.members ?? [] {
      let numbers = try await lua.run(
        """
        local shown = {}
        for _, list in ipairs {bt, online} do
          for _, r in ipairs(list) do if r.model == "\(model.key)" then shown[#shown + 1] = ("%.9f"):format(r.rating) end end
        end
        return table.concat(shown, " ")
        """
      ).split(separator: " ").compactMap { Double($0) }
      let reference = try [#require(model.value["bt_rating"]?.double), #require(model.value["elo_k4"]?.double)]
      try #require(numbers.count == 2)
      #expect(abs(numbers[0] - reference[0]) < 1e-3, "\(model.key)")
      #expect(abs(numbers[1] - reference[1]) < 1e-6, "\(model.key)")
    }
  }

  @Test(
    "recorded questions and answers become instructions and responses, and their log battles that have words",
    .enabled(if: recordedData != nil, "needs ../shared/data/judging"))
  func recordedAnswers() async throws {
    let folder = try #require(recordedData)
    let lua = try await LuaTest()
    let shown = try await lua.run(
      """
      local q = spar.import.instructions("\(folder)/judging/vicuna_questions.jsonl")
      local r = spar.import.responses("\(folder)/judging/vicuna_answers.jsonl")
      local b = spar.import.battles("\(folder)/ratings/vicuna_gpt4_pairs.jsonl", {judge = "gpt-4"})
      local first = find("b1")
      return #q, #r, b.new.battles, b.bad_rows, first.type, first.response_a ~= nil
      """)
    // One of the recorded answers is empty.
    #expect(shown == "80 559 1040 0 generic true")
    #expect(lua.test.model.requests.isEmpty)
  }

  @Test(
    "Self-Instruct's seed tasks come in",
    .enabled(if: recordedData != nil, "needs ../shared/data/instructions"))
  func seedTasks() async throws {
    let folder = try #require(recordedData)
    let lua = try await LuaTest()
    let shown = try await lua.run(
      "q = spar.import.instructions('\(folder)/instructions/self_instruct_seed_tasks.jsonl') return #q, q.report.bad_rows"
    )
    #expect(shown == "175 0")
  }
}
