// why and find through Lua.

import LoopKit
import LuaKit
import SparScript
import SparTesting
import Testing

@Suite("Lineage", .timeLimit(.minutes(5)))
@Host
struct LineageModuleTests {
  private func refined() async throws -> LuaTest {
    let lua = try await LuaTest()
    try await lua.run(
      """
      s = seeds.load(\(try lua.file("a.txt", "Alpha.")))
      p = transform(s[1], "poem")
      q = instruct(p, {n = 1, type = "main-idea"})
      t = suggest(q)
      r = edit(t[1])
      """)
    return lua
  }

  @Test("why goes up to the seed, nearest first")
  func why() async throws {
    let lua = try await refined()
    let links = try await lua.run(
      """
      local parts = {}
      for n, link in ipairs(why(r)) do parts[n] = link.child .. " " .. link.role .. " " .. link.parent end
      return table.concat(parts, ", ")
      """)
    #expect(
      links
        == "i2 passage p1, i2 parent i1, i2 suggestion g1, p1 seed s1, i1 passage p1, g1 instruction i1")
    #expect(try await lua.run("return #why('i2') == #why(r), #why(s[1])") == "true 0")
  }

  @Test("why of a seed says where it comes from and what was made of it; a script's reader is named")
  func whySeed() async throws {
    let lua = try await refined()
    try await lua.run("r1 = respond(r)")
    #expect(
      try await lua.run(
        """
        local source = why(s[1]).seeds[1]
        return source.seed, source.origin:match("[^/]*$"), source.start, source.stop, source.chunk, source.key == s[1].key
        """) == "s1 a.txt 0 6 0 true")
    #expect(
      try await lua.run(
        """
        local function made(x)
          local m = why(x).made
          return ("%s/%s/%s/%s"):format(m.passage, m.instruction, m.suggestion, m.response)
        end
        return made(s[1]), made(p), made(q[1]), made(r)
        """) == "1/2/1/1 nil/2/1/1 nil/1/1/1 nil/nil/nil/1")
    #expect(try await lua.run("return why(r1).made, why(r1).seeds[1].seed") == "nil s1")
    let shown = try await lua.session.evaluate("why(s[1])", width: 80, colour: false)
    #expect(shown.contains("made of s1") && shown.contains("1 passage, 2 instructions, 1 suggestion, 1 response"))
    #expect(!shown.contains("empty list"))
    try await lua.run(
      """
      seeds.reader {name = "recipes", extensions = "rcp", type = "recipe", read = function(text) return text end}
      own = seeds.load(\(try lua.file("b.rcp", "Beta.")))[1]
      """)
    #expect(
      try await lua.run(
        """
        local source = why(own).seeds[1]
        return source.reader, source.reader_hash == definitions {kind = "reader"}[1].hash, next(why(own).made)
        """) == "recipes true nil")
  }

  @Test("a flow that a script defines is stored with its source, once; so is one from a file when it runs")
  func flowDefinitions() async throws {
    let lua = try await LuaTest()
    #expect(
      try await lua.run(
        """
        for turn = 1, 2 do
          flow {
            skill = "letters", about = "Letters.", goals = {"harder"},
            transform = function(seed) return seed.type == "code" and "identity" or "poem" end,
          }
        end
        local stored = definitions {kind = "flow"}
        return #stored, stored[1].name, stored[1].about
        """) == "1 letters Letters.")
    let text = try await lua.run("return definitions {kind = 'flow'}[1].text")
    #expect(text.contains("skill = \"letters\"") && text.contains("goals = {\n    \"harder\",\n  }"))
    #expect(text.contains("transform = function(seed)") || text.contains("transform = function()"))
    try await lua.run("flow.run('fermi', seeds.text {text = 'A tide table.'}, {n = 1, refine = false})")
    #expect(
      try await lua.run("return definitions {kind = 'flow'}[2].text") == "flow {\n  skill = \"fermi\",\n}")
  }

  @Test("why says what there is no record of")
  func whyNot() async throws {
    let lua = try await refined()
    #expect(try await lua.failure("why('i99')").message == "There is no record i99.")
    #expect(
      try await lua.failure("why('nonsense')").message == "why: record must be a record or its id, not 'nonsense'.")
    #expect(try await lua.failure("why {}").message == "why: record must be a record or its id, not an empty table.")
  }

  @Test("find gives a record of every kind by its id and by the beginning of its key")
  func find() async throws {
    let lua = try await refined()
    try await lua.run("b = battle(r, {'sim/master', 'sim/novice'}, {judge = 'sim/judge'})")
    for record in ["s[1]", "p", "q[1]", "t[1]", "r", "b", "b.verdicts[1]", "taxonomy.load()"] {
      #expect(
        try await lua.run("local x = \(record) return find(x.id).key == x.key, find(x.key:sub(1, 12)).id == x.id")
          == "true true")
    }
    #expect(
      try await lua.run("return find(b.id).winner == b.winner, #find(b.id).verdicts, find(r.id).text == r.text")
        == "true 2 true")
  }

  @Test("find says what it cannot find, and asks for more digits")
  func findNot() async throws {
    let lua = try await refined()
    #expect(try await lua.failure("find('i99')").message.hasPrefix("There is no instruction i99"))
    #expect(try await lua.failure("find('nothing')").message == "There is no record 'nothing'.")
    #expect(try await lua.failure("find('')").message == "There is no record ''.")
    try await lua.run("seeds.load { \(try lua.file("1.txt", "One.")), \(try lua.file("2.txt", "Two.")) }")
    let digits = try await lua.run(
      """
      local seen = {}
      for n = 1, 40 do
        local digit = transform("Text " .. n, "identity").key:sub(1, 1)
        if seen[digit] then return digit end
        seen[digit] = true
      end
      """)
    let several = try await lua.failure("find('\(digits)')")
    #expect(several.message.hasPrefix("The keys of several records begin with \(digits): "))
  }
}
