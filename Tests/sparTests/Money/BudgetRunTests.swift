// Runs with a budget: how they end, what they leave, and how they go on.

import SparCore
import SparStore
import SparTesting
import Testing

@Suite("Runs with a budget")
struct BudgetRunTests {
  private static let endpoint = """
    [models.m]
    model = "m"
    base_url = "URL"
    max_tokens = 10
    price = { input = 1.0, output = 2.0, date = "2026-11-01" }
    """

  /// A project whose model `m` costs 13 micro-dollars a call.
  private func project() throws -> (ProjectFolder, StubServer) {
    let server = try StubServer { _ in .chat("done") }
    let folder = try ProjectFolder()
    try folder.write(Self.endpoint.replacing("URL", with: server.url), to: "spar.toml")
    try folder.write(
      """
      local items = {}
      for i = 1, 20 do items[i] = "Name river " .. i end
      local replies = respond(items, "m")
      print(#replies, #replies.failed, replies.failed[1] and replies.failed[1].code)
      """, to: "f.lua")
    return (folder, server)
  }

  @Test("a list gives what it can, the script goes on, one note says why, and the code is 3; a larger budget goes on")
  func list() throws {
    let (folder, server) = try project()
    let run = try SparProcess.run("f.lua", "--budget", "calls=8", in: folder)
    #expect(run.output == "8\t12\tbudget.reached\n" && run.code == 3)
    #expect(run.errors.split(separator: "\n").filter { $0.contains("The budget is reached: 8 of 8 calls") }.count == 1)
    #expect(try folder.read { try $0.runs().map(\.status) } == [.paused])
    let again = try SparProcess.run("f.lua", "--budget=calls=12", in: folder)
    #expect(again.output == "20\t0\tnil\n" && again.code == 0)
    #expect(server.requests.count == 20)
  }

  @Test("dollars are enforced before a call is sent, and never overshot")
  func dollars() throws {
    let (folder, server) = try project()
    let run = try SparProcess.run("--budget", "0.0002", "f.lua", in: folder)
    #expect(run.code == 3)
    let spent = try folder.read { try $0.costs(by: .model) }.first?.costMicroUSD ?? 0
    #expect(spent == 13 * Int64(server.requests.count) && spent <= 200 && spent > 130)
  }

  @Test("an error that nobody caught ends with 3 too, and budget{} in the script counts")
  func single() throws {
    let (folder, server) = try project()
    try folder.write("budget{calls = 1} respond('one', 'm') respond('two', 'm')", to: "g.lua")
    let run = try SparProcess.run("g.lua", in: folder)
    #expect(run.code == 3 && run.errors.contains("spar: The budget is reached: 1 of 1 calls are made."))
    #expect(server.requests.count == 1)
  }

  @Test("a budget that cannot be read is a wrong command line", arguments: ["cals=3", "usd=much", "-1"])
  func misunderstood(text: String) throws {
    let (folder, _) = try project()
    let run = try SparProcess.run("f.lua", "--budget=" + text, in: folder)
    #expect(run.code == 64 && run.errors.contains("--budget"))
  }

  @Test("dollars without a price are a matter of spar.toml, said before anything is sent")
  func unpriced() throws {
    let (folder, server) = try project()
    try folder.write("respond({'a', 'b'}, 'openai/x')", to: "f.lua")
    let environment = ["OPENAI_API_KEY": "k", "OPENAI_BASE_URL": server.url]
    let run = try SparProcess.run("f.lua", "--budget", "2", in: folder, environment: environment)
    run.expect(78, "The price of openai/x is not known, and the budget is in dollars.", hint: "spar.toml")
    #expect(server.requests.isEmpty)
  }

  @Test("the main job paused at its budget and run again ends with the same bytes as one without")
  func mainJob() throws {
    let job = [
      "run", "arena-instruct", "--seed", "7", "--seeds", Checkout.sampleSeeds, "--limit", "4", "--iterations", "2",
      "--types", "1", "--n", "1", "--out", "out",
    ]
    let (whole, folder) = (try ProjectFolder(), try ProjectFolder())
    let unlimited = try SparProcess(job, in: whole).wait()
    let total = whole.callCount()
    for share in [0.3, 0.6] {
      let paused = try SparProcess(job + ["--budget", "calls=\(Int(share * Double(total)))"], in: folder).wait()
      #expect(paused.code == 3 && paused.output.contains("paused: the budget is reached"))
      #expect(folder.has("out/sft-1.jsonl"))
    }
    let finished = try SparProcess(job, in: folder).wait()
    #expect(finished.code == 0 && finished.output == unlimited.output)
    #expect(try folder.files(in: "out") == whole.files(in: "out"))
    #expect(folder.callCount() == total)
  }
}
