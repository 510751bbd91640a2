// spar cost and :cost: what is printed, and when.

import Foundation
import SparTesting
import Testing

@Suite("spar cost")
struct CostCommandTests {
  /// 20 calls at known prices, 3 whose tokens are an estimate, 2 at an unknown price, one refused, 4 simulated.
  private func project() throws -> (ProjectFolder, StubServer) {
    let server = try StubServer { request in
      if request.text.contains("refused") { return StubReply(status: 400, "{}") }
      return .chat("done", usage: request.text.contains("uncounted") ? nil : (1200, 345))
    }
    let folder = try ProjectFolder()
    try folder.write(
      """
      [models.big]
      model = "big"
      base_url = "\(server.url)"
      price = { input = 2.0, output = 8.0, date = "2026-11-01" }
      [models.small]
      model = "small"
      base_url = "\(server.url)"
      price = { input = 0.1, output = 0.4 }
      [models.unknown]
      model = "unknown"
      base_url = "\(server.url)"
      """, to: "spar.toml")
    try folder.write(
      """
      local function texts(word, n)
        local texts = {}
        for i = 1, n do texts[i] = word .. " " .. i end
        return texts
      end
      respond(texts("counted", 20), "big")
      respond(texts("uncounted", 3), "small")
      respond(texts("counted", 2), "unknown")
      respond(texts("refused", 1), "big")
      respond(texts("counted", 4), "sim/master")
      """, to: "f.lua")
    return (folder, server)
  }

  private func golden(_ name: String) throws -> String {
    try String(contentsOfFile: "\(Checkout.path)/Tests/sparTests/Golden/\(name)", encoding: .utf8)
  }

  @Test("by model, stage and run, as recorded", arguments: ["model", "stage", "run"])
  func table(by group: String) throws {
    let (folder, server) = try project()
    #expect(try SparProcess.run("f.lua", in: folder).code == 2)
    let run = try SparProcess.run("cost", "--by", group, in: folder)
    #expect(run.output == (try golden("cost-by-\(group).txt")) && run.code == 0)
    #expect(server.requests.count == 26)
  }

  @Test("only a run's calls; none are no calls")
  func run() throws {
    let (folder, _) = try project()
    try SparProcess.run("-e", "respond('x', 'sim/master')", in: folder).expectDone()
    #expect(try SparProcess.run("cost", "--run", "7", in: folder).output == "no calls\n")
  }

  @Test("it reads while another process writes, and makes no database")
  func readsOnly() throws {
    let folder = try ProjectFolder()
    try folder.write("respond('one', 'sim/master') print('ready') io.flush() sleep(60)", to: "f.lua")
    let process = try SparProcess(["f.lua"], in: folder)
    try process.wait(for: "the script's word") { try process.output.contains("ready") }
    let run = try SparProcess.run("cost", in: folder)
    #expect(run.code == 0 && run.output.contains("sim/master      1"))
    let empty = try ProjectFolder()
    let missing = try SparProcess.run("cost", in: empty)
    #expect(missing.code != 0 && missing.errors.contains("spar.db") && !empty.has("spar.db"))
  }

  @Test(":cost shows the same at the prompt")
  func prompt() throws {
    let folder = try ProjectFolder()
    let session = try PromptSession(in: folder)
    try session.shown("a = respond('Name a river.', 'sim/master')")
    #expect(try session.shown(":cost").contains("sim/master      1       0"))
    #expect(try session.shown(":cost stage").contains("respond      1       0"))
    #expect(try session.shown(":cost modle") == "“:cost” sums by run, stage or model, not by “modle”.")
    #expect(folder.callCount() == 1)
  }
}

extension SparProcess.Outcome {
  fileprivate func expectDone() { #expect(code == 0, "\(errors)") }
}
