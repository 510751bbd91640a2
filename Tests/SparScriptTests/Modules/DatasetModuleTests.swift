// dataset.export through Lua: what rows are made of and what they carry.

import LoopKit
import LuaKit
import SparCore
import SparTesting
import Testing

@Suite("dataset.export", .timeLimit(.minutes(5)))
@Host
struct DatasetModuleTests {
  /// A session with a battle `b` that `scripted/long` won by 8 to 4 on the instruction `i`.
  private func fought() async throws -> LuaTest {
    let lua = try await LuaTest()
    try await lua.run(
      """
      models.script("scripted/long", function() return "a long answer" end)
      models.script("scripted/short", function() return "short" end)
      i = instruct("Alpha.", {n = 1, type = "main-idea"})[1]
      b = battle(i, {"scripted/long", "scripted/short"})
      function export(row, format)
        path = "\(lua.test.folder.path)/out/" .. (format or "sft") .. ".jsonl"
        return dataset.export({row}, {format = format, path = path})
      end
      """)
    return lua
  }

  private func row(_ lua: LuaTest, _ name: String) throws -> JSON {
    try JSON(parsing: String(decoding: lua.test.folder.bytes(of: "out/\(name)"), as: UTF8.self))
  }

  @Test("an SFT row carries the mean score of its answer in its battle")
  func sft() async throws {
    let lua = try await fought()
    let dataset = try await lua.run(
      "local d = export {instruction = i, response = b.response_a, battle = b} return d.rows, d.refused, d.format, d.path == path"
    )
    #expect(dataset == "1 0 sft true")
    let row = try row(lua, "sft.jsonl")
    #expect(row["score"]?.double == 8 && row["model"]?.string == "scripted/long")
    #expect(row["messages"]?[1]?["content"]?.string == "a long answer")
  }

  @Test("instructions alone are rows of the prompt format")
  func prompts() async throws {
    let lua = try await fought()
    try await lua.run(
      "path = '\(lua.test.folder.path)/out/p.jsonl' dataset.export({i}, {format = 'prompt', path = path})")
    let row = try row(lua, "p.jsonl")
    #expect(row["prompt"]?[0]?["role"]?.string == "user" && row["type"]?.string == "main-idea")
    #expect(row["skill"]?.string == "reading-comprehension" && row["answerability"]?.string == "answerable")
  }

  @Test("a DPO row carries both scores and the gap, whichever seat won")
  func dpo() async throws {
    let lua = try await fought()
    try await lua.run(
      "export({instruction = i.id, chosen = b.response_a, rejected = b.response_b, battle = b.id}, 'dpo')")
    var pair = try row(lua, "dpo.jsonl")
    #expect(pair["chosen_score"]?.double == 8 && pair["rejected_score"]?.double == 4 && pair["score_gap"]?.double == 4)
    try await lua.run(
      """
      b = battle("Another task.", {"scripted/short", "scripted/long"})
      export({instruction = b.instruction, chosen = b.response_b, rejected = b.response_a, battle = b}, "dpo")
      """)
    pair = try row(lua, "dpo.jsonl")
    #expect(pair["chosen_score"]?.double == 8 && pair["score_gap"]?.double == 4)
  }

  @Test("a battle that is handed over brings its own verdicts, a named one those that count in the store")
  func whoseVerdicts() async throws {
    let lua = try await fought()
    let other = lua.test.script("other") { request in
      request.task.text("first").count > 10 ? .scores(10, 1) : .scores(1, 10)
    }
    try await lua.run("judge(b, {judge = '\(other.name)'})")
    try await lua.run("export {instruction = i, response = b.response_a, battle = b}")
    #expect(try row(lua, "sft.jsonl")["score"]?.double == 8)
    try await lua.run("export {instruction = i, response = b.response_a, battle = b.id}")
    #expect(try row(lua, "sft.jsonl")["score"]?.double == 9)
  }

  @Test("a row without a battle has no score")
  func unscored() async throws {
    let lua = try await fought()
    try await lua.run("export {instruction = i, response = respond(i, 'scripted/short')}")
    #expect(try row(lua, "sft.jsonl")["score"] == .null)
  }

  @Test("a battle that the responses did not fight is refused")
  func strangers() async throws {
    let lua = try await fought()
    let stranger = try await lua.failure("export {instruction = i, response = respond(i), battle = b}")
    #expect(stranger.message.hasPrefix("The battle b1 was not fought by r"))
    let same = try await lua.failure(
      "export({instruction = i, chosen = b.response_a, rejected = b.response_a, battle = b}, 'dpo')")
    #expect(same.message.hasPrefix("The battle b1 was not fought by"))
    let foreign = try await lua.failure(
      """
      local other = battle("Name a river.", {"scripted/long", "scripted/short"})
      b.verdicts = other.verdicts
      export {instruction = i, response = b.response_a, battle = b}
      """)
    #expect(foreign.message.hasSuffix("is on b2, not on b1."))
  }

  @Test("a row that lacks something names its number")
  func incomplete() async throws {
    let lua = try await fought()
    let rows = [
      ("{instruction = i}", "row 1 needs an instruction and a response (or chosen)"),
      ("'i1'", "row 1 is no table"),
      ("{instruction = b, response = b.response_a}", "row 1 has no instruction in instruction"),
      ("{instruction = i, response = 'text'}", "row 1 has no response in chosen"),
      (
        "{instruction = i, response = b.response_a, battle = {id = b.id, verdicts = {'v1'}}}",
        "row 1 has a battle with something else than verdicts"
      ),
    ]
    for (row, problem) in rows {
      #expect(try await lua.failure("export(\(row))").message == "dataset.export: \(problem).")
    }
    #expect(
      try await lua.failure("dataset.export('rows')").message
        == "dataset.export: rows must be a list of rows, not 'rows'.")
  }

  @Test("what a format cannot take is counted with the reason, an unknown format named")
  func refused() async throws {
    let lua = try await fought()
    let refused = try await lua.run(
      """
      local d = export({instruction = i, chosen = b.response_a, battle = b}, "dpo")
      return d.rows, d.refused, d.reasons["there is no rejected answer"]
      """)
    #expect(refused == "0 1 1")
    #expect(try await lua.failure("export({instruction = i, response = b.response_a}, 'dop')").message.contains("dop"))
  }

  @Test("the same rows give the same bytes")
  func deterministic() async throws {
    let lua = try await fought()
    let export =
      "return export({instruction = i, chosen = b.response_a, rejected = b.response_b, battle = b}, 'dpo').key"
    let key = try await lua.run(export)
    let bytes = try lua.test.folder.bytes(of: "out/dpo.jsonl")
    #expect(try await lua.run(export) == key)
    #expect(try lua.test.folder.bytes(of: "out/dpo.jsonl") == bytes)
  }
}
