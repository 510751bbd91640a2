// Readers of the user's own, in Lua.

import LoopKit
import LuaKit
import SparScript
import SparTesting
import Testing

@Suite("seeds.reader", .timeLimit(.minutes(5)))
@Host
struct SeedReaderModuleTests {
  private func load(_ lua: LuaTest) -> String { "seeds.load('\(lua.test.folder.file("in"))')" }

  @Test(
    "returns a text, a table, a list, or an iterator; whatever it is becomes seeds of its type",
    arguments: [
      ("text", "recipe:ONE.TWO."), ("{text = text, title = 'Both'}", "recipe:ONE.TWO."),
      ("{'a', {text = 'b', type = 'menu'}}", "recipe:a menu:b"), ("text:gmatch('%u+%.')", "recipe:ONE. recipe:TWO."),
      (
        "coroutine.wrap(function() for n = 1, 3 do coroutine.yield({text = 'n' .. n}) end end)",
        "recipe:n1 recipe:n2 recipe:n3"
      ),
    ])
  func results(result: String, expected: String) async throws {
    let lua = try await LuaTest()
    _ = try lua.file("in/a.rcp", "ONE.TWO.")
    try await lua.run(
      """
      seeds.reader{name = "cards", extensions = {".RCP"}, type = "recipe", read = function(text) return \(result) end}
      """)
    let seen = try await lua.run(
      """
      local seen = {}
      for seed in \(load(lua)):each() do seen[#seen + 1] = seed.type .. ":" .. seed.text end
      return table.concat(seen, " ")
      """)
    #expect(seen == expected)
  }

  @Test("its errors name the reader and the file, cost that file alone, and are counted")
  func failing() async throws {
    let lua = try await LuaTest()
    for name in ["a", "b", "c"] { _ = try lua.file("in/\(name).rcp", "the text of \(name)") }
    try await lua.run(
      """
      seeds.reader{name = "cards", extensions = "rcp", read = function(text, path)
        if path:find("a.rcp", 1, true) then error("no header") end
        if path:find("b.rcp", 1, true) then return {{text = 7}} end
        return text
      end}
      """)
    let seen = try await lua.run(
      "local s = \(load(lua)) return #s, s[1].text, s.report.skipped['reader failed'], s.report.summary")
    #expect(seen == "1 the text of c 2 1 file, 1 seed, 2 files skipped (2 reader failed)")
    let alone = try await lua.failure("seeds.load('\(lua.test.folder.file("in/a.rcp"))')").message
    #expect(alone.contains("/in/a.rcp is skipped as reader failed (cards: "))
    #expect(alone.contains("no header"))
    let wrong = try await lua.failure("seeds.load('\(lua.test.folder.file("in/b.rcp"))')").message
    #expect(wrong.contains("(cards: It returned a table where a text, or a table with a text, must stand.)"))
  }

  @Test("it is stored with its source, each text once, and its seeds say which one read them")
  func definition() async throws {
    let lua = try await LuaTest()
    _ = try lua.file("in/a.rcp", "Some text.")
    let script = """
      -- A script with a reader.
      local function read(text)
        return text:upper()
      end
      seeds.reader{name = "cards", extensions = "rcp", about = "Cards.", read = read}
      seeds.reader{name = "cards", extensions = "rcp", about = "Cards.", read = read}
      s = \(load(lua))
      """
    try await lua.session.run(script, file: "cards.lua", chunkName: "@cards.lua", arguments: [])
    let seen = try await lua.run(
      """
      local d = definitions{kind = "reader", name = "cards"}
      return #d, d[1].about, d[1].hash == s[1].reader, s[1].text, d[1].text
      """)
    #expect(seen == "1 Cards. true SOME TEXT. local function read(text)\n  return text:upper()\nend")
  }

  @Test("a reader that waits does not stop the others, and a second load makes nothing new")
  func waiting() async throws {
    let lua = try await LuaTest()
    _ = try lua.file("in/a.rcp", "Some text.")
    try await lua.run(
      """
      seeds.reader{name = "cards", extensions = "rcp", read = function(text) sleep(0) return {text, text} end}
      """)
    #expect(try await lua.run("local r = \(load(lua)).report return r.new, r.duplicates") == "1 1")
    #expect(try await lua.run("local r = \(load(lua)).report return r.new, r.known") == "0 1")
  }

  @Test("says what a registration lacks")
  func refusals() async throws {
    let lua = try await LuaTest()
    #expect(try await lua.failure("seeds.reader{extensions = 'x', read = print}").message == "seeds.reader needs name.")
    #expect(
      try await lua.failure("seeds.reader{name = 'x', read = print}").message
        == "seeds.reader needs extensions: those of the files it reads.")
    #expect(
      try await lua.failure("seeds.reader{name = 'x', extensions = 'y', read = 3}").message
        == "seeds.reader needs read: a function of a file's text and path.")
  }
}
