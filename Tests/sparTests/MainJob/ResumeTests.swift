// The main job run again, killed in the middle and run again: no call is paid for twice, and the bytes are the same.

import Glibc
import SparCore
import SparStore
import SparTesting
import Testing

@Suite("The main job resumes")
struct ResumeTests {
  private let job = [
    "run", "arena-instruct", "--seed", "7", "--seeds", Checkout.sampleSeeds, "--limit", "4", "--iterations", "2",
    "--types", "1", "--n", "1", "--out", "out",
  ]

  /// What a finished job leaves behind, besides the note of each run.
  private struct Result: Equatable {
    let output: String
    let files: [String: [UInt8]]
    let counts: [RecordKind: Int]
  }

  private func finish(in folder: ProjectFolder) throws -> Result {
    let run = try SparProcess(job, in: folder).wait()
    try #require(run.code == 0, "\(run.errors)")
    var counts = try folder.read { try $0.counts() }
    counts[.run] = nil
    return Result(output: run.output, files: try folder.files(in: "out"), counts: counts)
  }

  @Test("a second run makes no call and leaves the same bytes, in another folder too")
  func again() throws {
    let folder = try ProjectFolder()
    let first = try finish(in: folder)
    #expect(first.files.keys.sorted().contains("sft-2.jsonl"))
    #expect(first.output.contains("leaderboard of all iterations (simulated)"))
    let firstID = try folder.read { try $0.calls().last?.id }
    #expect(try finish(in: folder) == first)
    #expect(try folder.read { try $0.calls().last?.id } == firstID)
    #expect(try finish(in: ProjectFolder()) == first)
  }

  @Test("killed in the middle and run again, it ends as if nothing had happened", arguments: [SIGKILL, SIGINT])
  func interrupted(signal: Int32) throws {
    let whole = try finish(in: ProjectFolder())
    let total = try #require(whole.counts[.call])
    for share in [0.1, 0.5, 0.9] {
      let folder = try ProjectFolder()
      let process = try SparProcess(job, in: folder)
      try process.wait(for: "\(share) of the calls") { folder.callCount() >= Int(share * Double(total)) }
      process.send(signal)
      #expect([128 + signal, 0].contains(try process.wait().code))
      let kept = try folder.read { try $0.calls() }
      #expect(try finish(in: folder) == whole)
      #expect(try folder.read { Array(try $0.calls().prefix(kept.count)) } == kept)
      #expect(try folder.read { try $0.runs().map(\.status) }.last == .done)
    }
  }

  @Test("after a kill only the calls that were in flight are made again")
  func inFlight() throws {
    let gate = StubGate()
    let server = try StubServer { request in
      if request.text.contains("later") { gate.wait() }
      return .chat("done")
    }
    let folder = try ProjectFolder()
    try folder.write(
      """
      local items = {}
      for i = 1, 20 do items[i] = (i <= 12 and "Now " or "And later ") .. i end
      print(#respond(items, "openai/m"))
      """, to: "f.lua")
    let environment = ["OPENAI_API_KEY": "k", "OPENAI_BASE_URL": server.url]
    let process = try SparProcess(["f.lua"], in: folder, environment: environment)
    try process.wait(for: "12 calls, 8 in flight") { folder.callCount() == 12 && server.requests.count == 20 }
    process.send(SIGKILL)
    #expect(try process.wait().code == 128 + SIGKILL)
    gate.open()
    #expect(try SparProcess.run("f.lua", in: folder, environment: environment).output == "20\n")
    #expect(server.requests.count == 28)
    #expect(folder.callCount() == 20)
    #expect(try SparProcess.run("f.lua", in: folder, environment: environment).output == "20\n")
    #expect(server.requests.count == 28)
  }
}
