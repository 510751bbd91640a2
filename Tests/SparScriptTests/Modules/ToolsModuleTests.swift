// Tools through Lua: searches, code, definitions, and what is told of them.

import LoopKit
import LuaKit
import SparCore
import SparEngine
import SparModels
import SparScript
import SparTesting
import Testing

@Suite("tools", .timeLimit(.minutes(5)))
@Host
struct ToolsModuleTests {
  /// A session whose model calls a tool once and then repeats what it was told.
  private func calling(_ name: String, _ arguments: String) async throws -> LuaTest {
    let lua = try await LuaTest()
    lua.test.model.answer = { request in
      if let told = request.messages.last, told.role == .tool { return ChatReply(text: told.content) }
      var reply = ChatReply(text: "", finish: .toolCalls)
      reply.toolCalls = [ToolCall(id: "t", name: name, arguments: arguments)]
      return reply
    }
    return lua
  }

  private func withSeeds(_ lua: LuaTest) async throws {
    _ = try await lua.test.seed("The tide turns twice a day.")
    _ = try await lua.test.engine.seed(
      Seed(type: "text", text: "A lamp burns oil.", origin: "lamps.md", title: "Lamps"))
  }

  @Test("search finds seeds, and tells what a search server found")
  func search() async throws {
    let lua = try await LuaTest()
    try await withSeeds(lua)
    let server = try StubServer { _ in
      StubReply(#"{"data": {"hits": [{"body": "Found.", "name": "N", "link": "L"}, "plain", {"x": 1}]}}"#)
    }
    let shown = try await lua.run(
      """
      local hits = search("Which oil do lamps burn?")
      local fields = {url = "\(server.url)", results = "data.hits", text = "body", title = "name", origin = "link"}
      local found = search("x", fields)
      return hits[1].seed, hits[1].title, hits[1].score > 0, #hits, found[1].text, found[1].title, found[1].origin,
        found[2].text, #found, #search("nothing")
      """)
    #expect(shown == "s2 Lamps true 1 Found. N L plain 2 0")
    #expect(try await lua.failure("search('x', {by = 'magic'})").message == "search: by cannot be 'magic'.")
    #expect(
      try await lua.failure("search('x', {url = '\(server.url)'})").message
        == "The search server's answer has no list at 'results'.")
  }

  @Test("the search tool tells a model texts and origins, and never an id")
  func searchTool() async throws {
    let lua = try await calling("search", #"{"query":"lamp oil"}"#)
    try await withSeeds(lua)
    let told = try await lua.run(#"return chat("Hm?", {tools = {tools.search {k = 1}}}).text"#)
    #expect(told.hasPrefix(#"[{"origin":"lamps.md","score":"#))
    #expect(told.hasSuffix(#","text":"A lamp burns oil.","title":"Lamps"}]"#))
    let none = try await calling("search", #"{"query":"?"}"#)
    #expect(try await none.run(#"return chat("Hm?", {tools = {tools.search()}}).text"#) == "Nothing was found.")
  }

  @Test("a search server that fails is an error that the model is told")
  func failingServer() async throws {
    let lua = try await calling("search", #"{"query":"x"}"#)
    let server = try StubServer { _ in StubReply(status: 503, "") }
    let told = try await lua.run(#"return chat("Hm?", {tools = {tools.search {url = "\#(server.url)"}}}).text"#)
    #expect(told == "Error: The search server answered with HTTP 503.")
  }

  @Test("tools come from definitions, and their function may ask a model")
  func from() async throws {
    let lua = try await LuaTest()
    lua.test.model.answer = { request in
      if request.tools.isEmpty { return ChatReply(text: "{\"result\": 21}") }
      if let told = request.messages.last, told.role == .tool { return ChatReply(text: told.content) }
      var reply = ChatReply(text: "", finish: .toolCalls)
      reply.toolCalls = [ToolCall(id: "t", name: "weather", arguments: #"{"city":"Rome"}"#)]
      return reply
    }
    let shown = try await lua.run(
      #"""
      local list = [=[[{"type": "function", "function": {"name": "weather", "description": "The weather.",
        "parameters": {"type": "object", "required": [], "properties": {"city": {"type": "string"}}}}}, {"name": "now"}]]=]
      local t = tools.from(list, function(name, args)
        return name .. " in " .. args.city .. ": " .. chat("As JSON.", {schema = {type = "object"}}).json.result
      end)
      local bare = tools.from({{name = "a", parameters = {type = "object"}}})
      return #t, t[2].about, bare[1].run, chat("Hm?", {tools = t}).text
      """#)
    #expect(shown == "2 now nil weather in Rome: 21")
    #expect(lua.test.model.requests[0].tools[0].parameters.text.contains(#""required":[]"#))
    #expect(try await lua.failure("tools.from('[{}]')").message == "Definition 1 of the tools has no name.")
  }

  @Test("a tool that never waits is stopped when its time is up, and the chat goes on")
  func endless() async throws {
    let lua = try await calling("loop", "{}")
    let shown = try await lua.run(
      """
      local t = {name = "loop", about = "Loops.", run = function() while true do pcall(error, "x") end end}
      return chat("Hm?", {tools = {t}, tool_timeout = 0.2}).text
      """)
    #expect(shown == "Error: The tool took longer than 0.2 s and was stopped.")
  }

  @Test("an instruction has turns and tools, and its response all replies")
  func dialogue() async throws {
    let lua = try await LuaTest()
    lua.test.model.answer = { ChatReply(text: "\($0.messages.count) \($0.tools.map(\.name))") }
    let shown = try await lua.run(
      """
      local i = instructions.add("Plan a day.", {turns = {"It rains."}, tools = {{name = "weather"}}})
      local again = instructions.add("Plan a day.", {turns = {"It rains."}, tools = tools.from(i.tools)})
      local r = respond(i)
      return i.turns[1], i.tools[1].name, again.id == i.id, r.turns[1], r.turns[2], r.text == r.turns[2],
        find(r.id).turns[2] == r.text, instructions.add("x").turns
      """)
    #expect(shown == #"It rains. weather true 1 ["weather"] 3 ["weather"] true true nil"#)
  }

  @Test("why tells what tools did on the way to a response, and shows it")
  func why() async throws {
    let lua = try await calling("weather", #"{"city":"Rome"}"#)
    let shown = try await lua.run(
      """
      local t = {name = "weather", about = "The weather.", run = function() return "fine" end}
      r = respond("Hm?", {tools = {t}})
      local w = why(r)
      return w[1].role, #w.tools, w.tools[1].call, w.tools[1].use.arguments.city, w.tools[1].use.result, why("i1").tools
      """)
    #expect(shown == "instruction 1 c1 Rome fine nil")
    let screen = try await lua.session.evaluate("why(\"r1\")", width: 80, colour: false)
    #expect(screen.contains("c1  weather  "))
    #expect(screen.contains("  Rome\n  gave:\n  fine"))
  }

  @Test("contenders of a battle may use tools")
  func battle() async throws {
    let lua = try await LuaTest()
    lua.test.model.answer = { request in
      guard request.task.stage == "respond" else { return .dutiful(request) }
      return ChatReply(text: request.tools.map(\.name).joined())
    }
    _ = lua.test.script("rival") { _ in ChatReply(text: "no tools") }
    let shown = try await lua.run(
      """
      local t = {name = "weather", about = "The weather.", run = function() return "fine" end}
      local b = battle("Hm?", {"scripted/model", "scripted/rival"}, {tools = {t}})
      return find(b.response_a).text
      """)
    #expect(shown == "weather")
  }
}

/// With code, where this machine can run it.
@Suite("tools.run", .timeLimit(.minutes(5)))
@Host
struct CodeToolTests {
  /// Whether the sandbox is there; says so where it is not, for then its refusal is what can be tested.
  private func isThere(_ lua: LuaTest) async throws -> Bool {
    let words = try await lua.run("local s = tools.check() return s.ok, s.message")
    if words.hasPrefix("true") { return true }
    let refusal = String(words.dropFirst("false ".count))
    #expect(try await lua.failure("tools.run('print(1)')").message == refusal)
    #expect(try await lua.failure("tools.code_interpreter()").code == "tool.sandbox")
    print("skipped: \(refusal)")
    return false
  }

  @Test("code is run, and all is told that came of it")
  func run() async throws {
    let lua = try await LuaTest()
    guard try await isThere(lua) else { return }
    let shown = try await lua.run(
      """
      local r = tools.run("import sys; print(sys.stdin.read() + open('a.txt').read())", {stdin = "in", files = {["a.txt"] = "file"}})
      local l = tools.run("print(1 + 1) os.exit(3)", {language = "lua"})
      local s = tools.run("while True: pass", {seconds = 0.3})
      local o = tools.run("print('x' * 100)", {output = 5})
      return r.stdout, r.exit, r.truncated, l.stdout, l.exit, s.stopped, s.exit, o.stdout, o.truncated
      """)
    #expect(shown == "infile\n 0 false 2\n 3 time nil xxxxx true")
  }

  @Test("what cannot be run is refused")
  func refused() async throws {
    let lua = try await LuaTest()
    #expect(
      try await lua.failure("tools.run('x', {language = 'perl'})").message == "tools.run: language cannot be 'perl'.")
    #expect(try await lua.failure("tools.run('x', {files = {['../a'] = 'x'}})").code == "tool.failed")
    #expect(
      try await lua.failure("tools.code_interpreter {speed = 1}").message.contains("has no option 'speed'"))
  }

  @Test("a model runs code; how it ended is in the trace, and how long it took is not told")
  func interpreter() async throws {
    let lua = try await LuaTest()
    guard try await isThere(lua) else { return }
    lua.test.model.answer = { request in
      if let told = request.messages.last, told.role == .tool { return ChatReply(text: told.content) }
      var reply = ChatReply(text: "", finish: .toolCalls)
      reply.toolCalls = [
        ToolCall(id: "t", name: "code_interpreter", arguments: #"{"code":"print(6 * 7)\nraise SystemExit(2)"}"#)
      ]
      return reply
    }
    let shown = try await lua.run(
      """
      r = respond("What is 6 * 7?", {tools = {tools.code_interpreter {seconds = 5}}})
      local use = why(r).tools[1].use
      return r.text, use.details.exit, use.details.truncated
      """)
    #expect(shown == #"{"stdout":"42\n","stderr":"","exit":2} 2 nil"#)
    let screen = try await lua.session.evaluate("why(r)", width: 80, colour: false)
    #expect(screen.contains("exit 2") && screen.contains("  print(6 * 7)\n  raise SystemExit(2)"))
  }
}
