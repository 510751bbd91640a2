// spar plan and :plan: what is printed, that nobody is asked, and that nothing stays.

import Foundation
import SparCore
import SparStore
import SparTesting
import Testing

@Suite("spar plan")
struct PlanCommandTests {
  private let script = """
    print("said by the script")
    models.hire{author = "big", target = "small", contenders = {"sim/master"}, judge = "big"}
    local items = {}
    for i = 1, 3 do items[i] = "Name river " .. i end
    local battles = battle(items, {"small", "sim/master"})
    local rows = {}
    for i, b in ipairs(battles) do rows[i] = {instruction = b.instruction, response = b.response_a} end
    dataset.export(rows, {format = "sft", path = "out/sft.jsonl"})
    """

  private func project(_ address: String = "https://api.example.com") throws -> ProjectFolder {
    let folder = try ProjectFolder()
    try folder.write(
      """
      [models.big]
      model = "big"
      base_url = "\(address)"
      price = { input = 2.0, output = 8.0, date = "2026-11-01" }
      [models.small]
      model = "small"
      base_url = "\(address)"
      """, to: "spar.toml")
    try folder.write(script, to: "f.lua")
    return folder
  }

  private func golden(_ name: String) throws -> String {
    try String(contentsOfFile: "\(Checkout.path)/Tests/sparTests/Golden/\(name)", encoding: .utf8)
  }

  @Test("calls, tokens and cost by stage and model, as recorded: without a key, a file or a database")
  func table() throws {
    let folder = try project()
    let run = try SparProcess.run("plan", "f.lua", in: folder)
    #expect(run.output == (try golden("plan.txt")) && run.errors == "" && run.code == 0)
    #expect(!folder.has("spar.db") && !folder.has("out"))
    let loud = try SparProcess.run("plan", "-v", "f.lua", in: folder)
    #expect(loud.output == run.output && loud.errors == "said by the script\n")
  }

  @Test("what a run has paid for is stored and not planned, also while another process writes")
  func stored() throws {
    let server = try StubServer { _ in .chat("done") }
    let folder = try project(server.url)
    try folder.write("respond({'one', 'two'}, 'small') print('ready') io.flush() sleep(60)", to: "g.lua")
    let process = try SparProcess(["g.lua"], in: folder)
    try process.wait(for: "the script's word") { try process.output.contains("ready") }
    let run = try SparProcess.run("plan", "-", in: folder, input: "respond({'one', 'two', 'three'}, 'small')")
    #expect(run.output.contains(#/respond  small +1 +2 /#) && run.code == 0)
    #expect(server.requests.count == 2)
    #expect(try folder.read { try $0.counts()[.call] } == 2)
  }

  @Test("a script's own arguments reach it; a script that fails is planned up to there")
  func ends() throws {
    let folder = try project()
    try folder.write("respond(arg[1], 'small') error('too bad')", to: "f.lua")
    let run = try SparProcess.run("plan", "f.lua", "hello", "--db", "other.db", in: folder)
    #expect(run.output.contains(#/respond  small +1 +0 /#))
    #expect(run.errors.contains("f.lua:1: too bad") && run.code == 1)
    #expect(try SparProcess.run("plan", "f.lua", in: folder).code == 1)
    #expect(!folder.has("spar.db") && !folder.has("other.db"))
  }

  @Test(":plan sees the session's variables, asks nobody and changes nothing")
  func prompt() throws {
    let folder = try project()
    let session = try PromptSession(in: folder)
    try session.shown("q = {'Name a river.', 'Name a lake.'}")
    let shown = try session.shown(":plan respond(q, 'small')")
    #expect(shown.contains(#/respond  small +2 +0 /#) && shown.contains("$?"))
    #expect(try session.shown("#cost()") == "0")
    #expect(try session.shown(":plan respond(q, 'nobody')").contains("There is no model named \"nobody\"."))
    #expect(try session.shown(":plan x = 1") == "no calls")
    #expect(try session.shown("rawget(_G, 'x')") == "nil")
    #expect(try session.shown(":plan") == "“:plan” needs an expression. Try :plan respond(q)")
    try session.shown("t = spawn(function() sleep(60) end)")
    #expect(try session.shown(":plan respond(q, 'small')").hasPrefix("Tasks are running"))
    #expect(folder.has("spar.db") && !folder.has("out"))
  }
}
