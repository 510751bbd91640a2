// Lua that comes through a pipe or with -e.

import SparTesting
import Testing

@Suite("Pipes and -e")
struct PipeTests {
  @Test(
    "a script runs; an expression alone is shown",
    arguments: [
      ("print(1)\n", "1\n"), ("1 + 1\n", "2\n"), ("x = 1\nprint(x + 2)", "3\n"), ("{1, a = 2}", "{1, a = 2}\n"),
      ("tostring(1)", ""), ("", ""), ("-- nothing\n", ""),
    ])
  func shown(input: String, output: String) throws {
    let folder = try ProjectFolder()
    let piped = try SparProcess.run(in: folder, input: input)
    #expect(piped.output == output)
    #expect(piped.code == 0)
    #expect(try SparProcess.run("-e", input, in: folder).output == output)
  }

  @Test("a dash names standard input, with arguments")
  func dash() throws {
    let run = try SparProcess.run("-", "a", "b", in: ProjectFolder(), input: "print(arg[0], ...)")
    #expect(run.output == "-\ta\tb\n")
  }

  @Test("errors keep their exit codes: 1, 78, the script's own")
  func exitCodes() throws {
    let folder = try ProjectFolder()
    let failed = try SparProcess.run(in: folder, input: "print(1)\nerror('bad')")
    #expect(failed.code == 1)
    #expect(failed.output == "1\n")
    #expect(failed.errors == "spar: stdin:2: bad\n")
    #expect(try SparProcess.run(in: folder, input: "respond('hello', 'openai/x')").code == 78)
    #expect(try SparProcess.run("-e", "respond('hello', 'openai/x')", in: folder).code == 78)
    #expect(try SparProcess.run(in: folder, input: "os.exit(9)").code == 9)
    #expect(try SparProcess.run(in: folder, input: "x =").code == 1)
  }

  @Test("a line of -e that stores nothing leaves no database")
  func noDatabase() throws {
    let folder = try ProjectFolder()
    _ = try SparProcess.run("-e", "print(1)", in: folder)
    #expect(!folder.has("spar.db"))
  }

  @Test("output that is lost is told at the end, after the work is done")
  func lostOutput() throws {
    let folder = try ProjectFolder()
    try folder.write("for i = 1, 50000 do print(i) end io.stderr:write('to the end\\n')", to: "f.lua")
    let run = try SparProcess.run("f.lua", in: folder, shell: "exec > /dev/full")
    #expect(run.errors.hasPrefix("to the end\nspar: Standard output cannot be written: No space left on device."))
    #expect(run.code == 1)
  }

  @Test("a reader that goes away does not break the work")
  func closedReader() throws {
    let folder = try ProjectFolder()
    try folder.write("for i = 1, 50000 do print(i) end respond('to the end', 'sim/master')", to: "f.lua")
    try folder.write("mkfifo pipe && head -n 1 < pipe > first & while ! [ -p pipe ]; do :; done", to: "reader.sh")
    let run = try SparProcess.run("f.lua", in: folder, shell: ". ./reader.sh && exec > pipe")
    #expect(run.code == 0)
    #expect(folder.callCount() == 1)
  }
}
