// Scripts as programs: arguments, the shebang, exit codes, interrupts.

import Glibc
import SparStore
import SparTesting
import Testing

@Suite("Scripts")
struct ScriptTests {
  @Test("a script finds its name in arg[0] and its arguments in arg and in ...")
  func arguments() throws {
    let folder = try ProjectFolder()
    try folder.write("print(arg[0], #arg, arg[2], ...)", to: "f.lua")
    let run = try SparProcess.run("--seed", "3", "f.lua", "--db", "x.db", "a", "b", "--quiet", in: folder)
    #expect(run.output == "f.lua\t2\tb\ta\tb\n")
    #expect(run.code == 0)
    #expect(folder.has("x.db") && !folder.has("spar.db"))
    #expect(try folder.read("x.db") { try $0.runs().map(\.record.seed) } == [3])
  }

  @Test("after -- even the host's options are the script's")
  func protected() throws {
    let folder = try ProjectFolder()
    try folder.write("print(...)", to: "f.lua")
    #expect(try SparProcess.run("f.lua", "a", "--", "--db", "-q", in: folder).output == "a\t--db\t-q\n")
  }

  @Test("a script with a shebang is a program of its own; lines keep their numbers")
  func shebang() throws {
    let folder = try ProjectFolder()
    try folder.write("#!/usr/bin/env spar\nprint('ran', ...)\nerror('here')", to: "tool")
    let run = try SparProcess.run("tool", "x", in: folder)
    #expect(run.output == "ran\tx\n")
    #expect(run.errors.contains("tool:3: here"))
  }

  @Test("a file may begin with the mark of UTF-8, before a shebang too")
  func byteOrderMark() throws {
    let folder = try ProjectFolder()
    try folder.write("\u{FEFF}#!/usr/bin/env spar\nprint('über')", to: "f.lua")
    #expect(try SparProcess.run("f.lua", in: folder).output == "über\n")
  }

  @Test("modules beside the script are found, and each other's errors name their own file")
  func modules() throws {
    let folder = try ProjectFolder()
    try folder.write("return {double = function(n) return n * 2 end}", to: "tools/sums.lua")
    try folder.write("print(require('sums').double(21))", to: "tools/main.lua")
    #expect(try SparProcess.run("tools/main.lua", in: folder).output == "42\n")
    #expect(try SparProcess.run("run", "tools", in: folder).output == "42\n")
  }

  @Test("an error ends it with 1, one sentence and a traceback into the script alone")
  func failure() throws {
    let folder = try ProjectFolder()
    try folder.write("local function f() error('bad') end\nlocal function g() f() end\ng()\n", to: "f.lua")
    let run = try SparProcess.run("f.lua", in: folder)
    #expect(run.code == 1)
    #expect(
      run.errors == """
        spar: f.lua:1: bad
        stack traceback:
          f.lua:1: in upvalue 'f'
          f.lua:2: in local 'g'
          f.lua:3: in main chunk

        """)
    #expect(try folder.read { try $0.runs().map(\.status) } == [.failed])
  }

  @Test("os.exit ends it with its own code, from tasks and loops too", arguments: [0, 5, 64])
  func exits(code: Int32) throws {
    let folder = try ProjectFolder()
    try folder.write("spawn(function() pcall(os.exit, \(code)) end) while true do sleep(60) end", to: "f.lua")
    #expect(try SparProcess.run("f.lua", in: folder).code == code)
  }

  @Test("items of a list that fail leave 2 behind, and the others are kept")
  func failedItems() throws {
    let folder = try ProjectFolder()
    try folder.write(
      """
      models.script("scripted/picky", function(request)
        if request.inputs.instruction:find("odd") then error("no odd ones") end
        return "fine"
      end)
      local replies = respond({"even 2", "odd 3", "even 4"}, "scripted/picky")
      print(#replies, #replies.failed)
      """, to: "f.lua")
    let run = try SparProcess.run("f.lua", in: folder)
    #expect(run.output == "2\t1\n")
    #expect(run.code == 2)
  }

  @Test("Ctrl-C ends it with 130 and keeps what was finished; a second run completes")
  func interrupted() throws {
    let folder = try ProjectFolder()
    try folder.write(
      """
      models.script("scripted/slow", function(request)
        if request.inputs.instruction == "wait" and (...) == "slow" then print("waiting") io.flush() sleep(60) end
        return "done"
      end)
      print(#respond({"one", "two", "wait"}, "scripted/slow"))
      """.replacing("(...)", with: "arg[1]"), to: "f.lua")
    let process = try SparProcess(["f.lua", "slow"], in: folder)
    try process.wait(for: "the script's word") { try process.output.contains("waiting") && folder.callCount() == 2 }
    process.send(SIGINT)
    let run = try process.wait(seconds: 5)
    #expect(run.code == 130)
    #expect(run.errors.contains("interrupted; what was finished is stored"))
    #expect(try folder.read { try $0.runs().map(\.status) } == [.interrupted])
    let again = try SparProcess.run("f.lua", in: folder)
    #expect(again.output == "3\n")
    #expect(again.code == 0)
    #expect(folder.callCount() == 3)
  }

  @Test("a task that nobody awaited is told of when the script has ended")
  func stray() throws {
    let folder = try ProjectFolder()
    try folder.write("spawn(function() error('lost') end) print('end')", to: "f.lua")
    let run = try SparProcess.run("f.lua", in: folder)
    #expect(run.output == "end\n")
    #expect(run.errors.contains("a task failed and nobody awaited it: f.lua:1: lost"))
  }

  @Test("tasks that are not awaited are waited for")
  func unfinishedTasks() throws {
    let folder = try ProjectFolder()
    try folder.write("spawn(function() sleep(0.01) print('second') end) print('first')", to: "f.lua")
    #expect(try SparProcess.run("f.lua", in: folder).output == "first\nsecond\n")
  }
}
