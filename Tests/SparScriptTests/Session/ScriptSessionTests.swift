// Scripts, and lines typed at a prompt.

import LoopKit
import LuaKit
import SparEngine
import SparScript
import SparTesting
import Testing

@Suite("A session", .timeLimit(.minutes(5)))
@Host
struct ScriptSessionTests {
  @Test("a script has arg and its arguments, and modules beside it")
  func script() async throws {
    let lua = try await LuaTest()
    let module = try lua.test.folder.write("return {word = 'beside'}", to: "scripts/near.lua")
    let script =
      "#!/usr/bin/env spar\nprint(arg[0]:match('[^/]+$'), arg[1], #arg, select('#', ...), require('near').word)"
    try await lua.session.run(
      script, file: ProjectLayout.parent(of: module) + "/main.lua", chunkName: "@main.lua", arguments: ["x y", "--n=2"])
    #expect(lua.output == "main.lua\tx y\t2\t2\tbeside\n")
  }

  @Test("a script ends when its tasks have, and errors name their line behind a shebang")
  func tasksAndLines() async throws {
    let lua = try await LuaTest()
    try await lua.session.run(
      "spawn(function() sleep(0) print('late') end)", file: "x.lua", chunkName: "@x.lua", arguments: [])
    #expect(lua.output == "late\n")
    let error = await #expect(throws: LuaError.self) {
      try await lua.session.run("#!spar\n\nlocal x = nil + 1", file: "x.lua", chunkName: "@x.lua", arguments: [])
    }
    #expect(error?.message.hasPrefix("x.lua:3:") == true)
  }

  @Test("a typed expression is shown and becomes _, a statement shows nothing")
  func evaluate() async throws {
    let session = try await LuaTest().session
    #expect(try await session.evaluate("1 + 1, 'x'", width: 80, colour: false) == "2\nx")
    #expect(try await session.evaluate("_ * 10", width: 80, colour: false) == "20")
    #expect(try await session.evaluate("local kept = 5", width: 80, colour: false).isEmpty)
    #expect(try await session.evaluate("kept", width: 80, colour: false) == "5")
    await #expect(throws: LuaError.self) { try await session.evaluate("x =", width: 80, colour: false) }
  }

  @Test("a chunk is whole, expects more, or is wrong")
  func wholeness() async throws {
    let session = try await LuaTest().session
    #expect(session.isWhole("1 + 1") && session.isComplete("1 + 1"))
    #expect(!session.isWhole("for n = 1, 2 do") && !session.isComplete("for n = 1, 2 do"))
    #expect(!session.isWhole("x = )") && session.isComplete("x = )"))
  }

  @Test("without the library there is no session")
  func noLibrary() async throws {
    let test = try TestEngine()
    let error = await #expect(throws: ScriptError.self) {
      _ = try await ScriptSession.open(
        engine: test.engine, layout: ProjectLayout(project: "/", roots: []),
        output: ScriptOutput(write: { _ in }, note: { _ in }))
    }
    #expect(error?.code == "script.missing" && error?.hint?.contains("SPAR_HOME") == true)
  }

  @Test("the specs of the Lua library pass in the host")
  func specs() async throws {
    let lua = try await LuaTest()
    let library = ProjectLayout.parent(of: TestEngine.shippedPrompts) + "/stdlib-lua"
    let source = String(decoding: try FileBytes.read("\(library)/spec/run.lua"), as: UTF8.self)
    await #expect(throws: LuaError.self) {
      try await lua.session.run(source, file: "\(library)/spec/run.lua", chunkName: "@run.lua", arguments: [])
    }
    #expect(lua.session.host.requestedExit == 0, "\(lua.output)")
    #expect(try lua.output.contains(/^\d{3,} passed, 0 failed\n$/), "\(lua.output)")
  }

  @Test("a failing spec makes the run fail")
  func failingSpec() async throws {
    let lua = try await LuaTest()
    let library = ProjectLayout.parent(of: TestEngine.shippedPrompts) + "/stdlib-lua"
    let spec = try lua.test.folder.write("it('fails', function() assert.equal(1, 2) end)", to: "bad_spec.lua")
    let source = String(decoding: try FileBytes.read("\(library)/spec/run.lua"), as: UTF8.self)
    await #expect(throws: LuaError.self) {
      try await lua.session.run(source, file: "\(library)/spec/run.lua", chunkName: "@run.lua", arguments: [spec])
    }
    #expect(lua.session.host.requestedExit == 1 && lua.output.contains("bad_spec.lua:1: expected 1, got 2"))
  }
}
