// seeds.load through Lua; what its readers do is tested in SparDatasetsTests.

import LoopKit
import LuaKit
import SparScript
import SparTesting
import Testing

@Suite("seeds.load", .timeLimit(.minutes(5)))
@Host
struct SeedsModuleTests {
  @Test("takes a file, a folder, a pattern, or a list, each document once")
  func sources() async throws {
    let lua = try await LuaTest()
    let path = try lua.file("docs/a.txt", "Alpha.")
    _ = try lua.file("docs/b.md", "# Beta\n\nBeta's text.")
    let folder = "\"\(lua.test.folder.file("docs"))\""
    #expect(try await lua.run("return #seeds.load(\(path))") == "1")
    #expect(try await lua.run("return #seeds.load(\(folder))") == "2")
    #expect(try await lua.run("return #seeds.load(\(folder) .. '/*.md')") == "1")
    #expect(try await lua.run("return #seeds.load { \(path), \(folder) }") == "2")
  }

  @Test("a seed tells its fields")
  func fields() async throws {
    let lua = try await LuaTest()
    let path = try lua.file("tool.py", "# A tool.\nprint(1)\n")
    let seed = try await lua.run(
      "local s = seeds.load(\(path))[1] return s.id, s.type, s.language, s.chunk, s.origin == \(path), #s.key")
    #expect(seed == "s1 code python 0 true 64")
  }

  @Test("size and overlap cut a long document, field reads a JSONL row")
  func options() async throws {
    let lua = try await LuaTest()
    let long = try lua.file("long.txt", "First paragraph here.\n\nSecond paragraph here.\n\nThird paragraph here.")
    #expect(try await lua.run("return #seeds.load(\(long))") == "1")
    let cut = try await lua.run("local s = seeds.load(\(long), {size = 25}) return #s, s[2].text, s[2].chunk")
    #expect(cut == "3 Second paragraph here. 1")
    let rows = try lua.file("rows.jsonl", "{\"story\": \"Once.\"}\n{\"story\": \"Twice.\"}\n")
    #expect(try await lua.run("return seeds.load(\(rows), {field = \"story\"})[2].text") == "Twice.")
  }

  @Test("the report counts what was left out")
  func report() async throws {
    let lua = try await LuaTest()
    _ = try lua.file("in/a.txt", "The same.")
    _ = try lua.file("in/b.txt", "The same.")
    _ = try lua.file("in/c.txt", "  \n")
    let report = try await lua.run(
      """
      local r = seeds.load("\(lua.test.folder.file("in"))").report
      return r.files, r.seeds, r.duplicates, r.skipped.empty, r.summary
      """)
    #expect(report == "2 1 1 1 2 files, 1 seed, 1 duplicate dropped, 1 file skipped (1 empty)")
  }

  @Test("says in one sentence what cannot be read")
  func refusals() async throws {
    let lua = try await LuaTest()
    #expect(try await lua.failure("seeds.load('/nowhere')").message.contains("/nowhere"))
    #expect(
      try await lua.failure("seeds.load(3)").message == "seeds.load: path must be a name or a list of names, not 3.")
    #expect(try await lua.failure("seeds.load('x', {sise = 3})").hint == "Did you mean 'size'?")
    #expect(
      try await lua.failure("seeds.load('x', {size = 0})").message == "seeds.load: size must be at least 1, not 0.")
  }

  private func rows(_ numbers: Range<Int>) -> String {
    numbers.map { "{\"text\": \"Row number \($0).\"}\n" }.joined()
  }

  @Test("the list is read when it is touched: by index, by ipairs, by each, in verbs and in map")
  func streams() async throws {
    let lua = try await LuaTest()
    try await lua.run("s = seeds.load(\(try lua.file("rows.jsonl", rows(0..<300))))")
    #expect(
      try await lua.run("return #s, s[300].text, s[0], s[301], s[1] == s[1]") == "300 Row number 299. nil nil true")
    let seen = try await lua.run(
      """
      local one, two, sum = {}, {}, 0
      for index, seed in ipairs(s) do one[index] = seed.id end
      for seed in s:each() do two[#two + 1] = seed.id end
      for _, index in ipairs(map(s, function(seed, index) return index end)) do sum = sum + index end
      return table.concat(one, " ") == table.concat(two, " "), #one, sum, #table.move(s, 1, 3, 1, {})
      """)
    #expect(seen == "true 300 45150 3")
    let made = "local p = transform(s, 'identity') return #p, p[300].text, p[300].seed"
    #expect(try await lua.run(made) == "300 Row number 299. s300")
    #expect(try await lua.run("return #sample(s, 5), sample(s, 5)[1].id == sample(s:copy(), 5)[1].id") == "5 true")
  }

  @Test("a filtered list is a list of stored seeds too, and none of them can be written to")
  func filtered() async throws {
    let lua = try await LuaTest()
    try await lua.run("s = seeds.load(\(try lua.file("rows.jsonl", rows(0..<30))))")
    let even = "e = s:filter(function(seed) return tonumber(seed.text:match('%d+')) % 2 == 0 end) "
    #expect(try await lua.run(even + "return #e, e[2].text, #transform(e, 'identity')") == "15 Row number 2. 15")
    let message = try await lua.failure("s[31] = s[1]").message
    #expect(message.contains("cannot be written to"))
    #expect(try await lua.run("local c = s:copy() c[31] = 'x' return #c") == "31")
  }

  @Test("a failing element of a list is named by its seed")
  func failing() async throws {
    let lua = try await LuaTest()
    try await lua.run("s = seeds.load(\(try lua.file("rows.jsonl", rows(0..<3))))")
    #expect(try await lua.run("local r = respond(s, 'model') return #r, r.failed[2].input") == "0 s2")
  }

  @Test("looks like a list of seeds at the prompt, however long, and short inside a table")
  func shown() async throws {
    let lua = try await LuaTest()
    try await lua.run("s = seeds.load(\(try lua.file("rows.jsonl", rows(0..<50))))")
    let text = try await lua.run("return tostring(s)")
    #expect(text.hasPrefix("50 seeds\n"))
    #expect(text.contains("… 30 more"))
    #expect(text.hasSuffix("1 file, 50 seeds"))
    #expect(try await lua.session.evaluate("{list = s}", width: 80, colour: false) == "{list = <50 seeds>}")
  }

  @Test("loading again says what is new and what was known")
  func again() async throws {
    let lua = try await LuaTest()
    _ = try lua.file("rows.jsonl", rows(0..<3))
    let load =
      "local r = seeds.load('\(lua.test.folder.file("rows.jsonl"))').report return r.seeds, r.new, r.known, r.duplicates"
    #expect(try await lua.run(load) == "3 3 0 0")
    _ = try lua.file("rows.jsonl", rows(1..<5) + rows(4..<5))
    #expect(try await lua.run(load) == "4 2 2 1")
  }

  @Test("seeds.text takes a text in with all that is known of it; seeds.all and seeds.count find it again")
  func text() async throws {
    let lua = try await LuaTest()
    let seed = try await lua.run(
      """
      local s = seeds.text{text = "Boil it.", type = "recipe", title = "Egg", licence = "CC0", origin = "grandmother"}
      return s.id, s.type, s.title, s.licence, s.origin, s.chunk
      """)
    #expect(seed == "s1 recipe Egg CC0 grandmother 0")
    try await lua.run("seeds.text{text = 'x = 1', type = 'code', language = 'lua'}")
    #expect(
      try await lua.run("return seeds.count(), seeds.count{type = 'recipe'}, seeds.count{type = 'no'}") == "2 1 0")
    #expect(try await lua.run("local a = seeds.all{language = 'lua'} return #a, a[1].text") == "1 x = 1")
    #expect(try await lua.run("return #seeds.all(), #seeds.all{limit = 1}, #seeds.all{origin = 'grand*'}") == "2 1 1")
    #expect(try await lua.failure("seeds.text{type = 'x'}").message == "seeds.text needs text: what the seed says.")
  }
}
