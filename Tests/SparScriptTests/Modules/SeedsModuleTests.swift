// seeds.load through Lua; what its readers do is tested in SparDatasetsTests.

import LoopKit
import LuaKit
import SparTesting
import Testing

@Suite("seeds.load", .timeLimit(.minutes(1)))
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
}
