// What the program says of itself, and what it makes of a command line that it does not understand.

import Foundation
import SparTesting
import Testing

@Suite("The command line")
struct CommandLineTests {
  @Test(
    "help pages are as recorded",
    arguments: [
      "spar", "run", "plan", "cost", "report", "status", "calls", "retry", "import", "check", "flows", "docs",
    ])
  func help(command: String) throws {
    let arguments = command == "spar" ? ["--help"] : [command, "--help"]
    let run = try SparProcess(arguments, in: ProjectFolder(), environment: ["COLUMNS": "80"]).wait()
    let recorded = try String(
      contentsOfFile: "\(Checkout.path)/Tests/sparTests/Golden/\(command)-help.txt", encoding: .utf8)
    #expect(run.output == recorded)
    #expect(run.code == 0)
  }

  @Test("--version is a version")
  func version() throws {
    let run = try SparProcess.run("--version", in: ProjectFolder())
    #expect(run.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test(
    "what is not understood is said in one sentence, with 64",
    arguments: [
      (["--qiet"], "Unknown option '--qiet'"), (["rnu"], "Did you mean 'run'?"),
      (["arena-instrct"], "Did you mean 'arena-instruct'?"), (["missing.lua"], "named 'missing.lua'"),
      (["run"], "Missing expected argument '<FILE>'"), (["f.lua", "--db"], "Missing value for '--db <PATH>'"),
      (["--seed", "x", "f.lua"], "The value 'x' is invalid"), (["check", "--all"], "Unknown option '--all'"),
      (["tool"], "Did you mean 'tool.lua'?"),
    ] as [([String], String)])
  func misunderstood(arguments: [String], sentence: String) throws {
    let folder = try ProjectFolder()
    try folder.write("", to: "tool.lua")
    let run = try SparProcess(arguments, in: folder).wait()
    #expect(run.errors.contains(sentence))
    #expect(run.code == 64)
    #expect(run.output == "")
    #expect(!folder.has("spar.db"))
  }

  @Test("check finds nothing wrong with what is shipped")
  func check() throws {
    let run = try SparProcess.run("check", in: ProjectFolder())
    #expect(run.output.contains("all fine"))
    #expect(run.code == 0)
  }
}
