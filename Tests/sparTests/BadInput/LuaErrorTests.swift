// Scripts that do not parse, fail, or want too much.

import Testing

@Suite("Bad scripts")
struct LuaErrorTests {
  private func run(_ source: [UInt8]) throws -> SparProcess.Outcome {
    let folder = try ProjectFolder()
    try folder.write(source, to: "f.lua")
    return try SparProcess.run("f.lua", in: folder)
  }

  @Test(
    "what does not parse is told with file and line; nothing has run by then",
    arguments: [
      ("print('ran')\nlocal x = = 1\n", "f.lua:2: unexpected symbol near '='"),
      ("print('ran')\nif true then\n", "f.lua:3: 'end' expected (to close 'if' at line 2) near <eof>"),
      ("print('ran')\n\nx = 'open", "f.lua:3: unfinished string near <eof>"),
    ])
  func syntax(source: String, sentence: String) throws {
    let run = try run(Array(source.utf8))
    run.expect(1, sentence)
    #expect(run.output == "")
  }

  @Test(
    "what fails is told with file and line, and with what to try",
    arguments: [
      ("local t = nil\nprint(t.x)", "f.lua:2: attempt to index a nil value (local 't')", nil),
      ("\nresond('x')", "f.lua:2: undefined global 'resond'.", nil),
      ("respond(nil)", "f.lua:1:", nil), ("transform('x', 'debate', {modle = 'm'})", "modle", "model"),
      ("error({code = 'my.code', message = 'of my own', hint = 'try this'})", "of my own", "try this"),
      ("local e = setmetatable({}, {__tostring = function() return 'odd' end}) error(e)", "odd", nil),
      ("error()", "nil", nil), ("string.rep()", "f.lua:1: bad argument #1 to 'rep'", nil),
    ] as [(String, String, String?)])
  func runtime(source: String, sentence: String, hint: String?) throws {
    try run(Array(source.utf8)).expect(1, sentence, hint: hint)
  }

  @Test("compiled Lua is refused, as a script and in load")
  func compiled() throws {
    try run([0x1B] + Array("Lua".utf8)).expect(1, "f.lua is compiled Lua", hint: "source")
    let loaded = try run(Array("print(load(string.dump(function() end)))".utf8))
    #expect(loaded.output.contains("binary chunk"))
  }

  @Test("a script of another encoding is refused with its line, not changed")
  func encoding() throws {
    try run(Array("print('a')\nprint('".utf8) + [0xE9] + Array("')".utf8)).expect(
      1, "f.lua:2: is not UTF-8", hint: "UTF-8")
  }

  @Test("a script that wants more memory than it may have ends with a sentence")
  func memory() throws {
    let folder = try ProjectFolder()
    try folder.write("local t = {} while true do t[#t + 1] = ('x'):rep(1e6) .. #t end", to: "f.lua")
    try SparProcess.run("--memory", "64", "f.lua", in: folder).expect(1, "needs more memory", hint: "--memory")
  }

  @Test("recursion without an end is an error")
  func recursion() throws {
    let run = try run(Array("local function f() return 1 + f() end f()".utf8))
    #expect(run.errors.hasPrefix("spar: f.lua:1: stack overflow"))
    #expect(run.code == 1)
  }

  @Test("tasks that wait for each other alone are an error, not an endless wait")
  func deadlock() throws {
    try run(Array("local a, b b = spawn(function() await(a) end) a = spawn(function() await(b) end) await(b)".utf8))
      .expect(1, "can never end")
  }
}
