// A run that waits for a batch, ended from outside, and the one after it.

import Glibc
import SparCore
import SparTesting
import Testing

@Suite("spar run with batches", .timeLimit(.minutes(2)))
struct BatchProcessTests {
  private func project(_ server: StubBatchServer) throws -> ProjectFolder {
    let folder = try ProjectFolder()
    try folder.write("[models.slow]\nmodel = \"m\"\nbase_url = \"\(server.url)\"\nmode = \"batch\"", to: "spar.toml")
    try folder.write(
      """
      local texts = {}
      for i = 1, 100 do texts[i] = "question " .. i end
      local replies = chat(texts, {model = "slow"})
      for i, reply in ipairs(replies) do print(i, reply) end
      """, to: "ask.lua")
    return folder
  }

  private var expected: String { (1...100).map { "\($0)\tto question \($0)\n" }.joined() }

  @Test(
    "a run that is killed or interrupted while it waits leaves its batch to the next, which uploads nothing",
    arguments: [(SIGKILL, 137 as Int32, ""), (SIGINT, 130, "batch_0 goes on at the server")])
  func ended(signal: Int32, code: Int32, words: String) async throws {
    let server = try StubBatchServer { body, _ in
      .reply("to " + (body["messages"]?.array?.last?["content"]?.string ?? ""))
    }
    server.hold()
    let folder = try project(server)
    let first = try SparProcess(["run", "ask.lua"], in: folder)
    await server.arrived(3)
    first.send(signal)
    let outcome = try first.wait()
    #expect(outcome.code == code && outcome.errors.contains(words), "\(outcome.errors)")
    server.goOn()
    let second = try SparProcess.run("run", "ask.lua", in: folder)
    #expect(second.code == 0 && second.output == expected, "\(second.errors)")
    #expect(server.batches.map(\.count) == [100])
    #expect(folder.callCount() == 100)
  }

  @Test("a run that is killed before it hears that its batch has begun leaves it to the next all the same")
  func endedInBetween() async throws {
    let gate = StubGate()
    let server = try StubBatchServer(losing: { request in
      request.method == "POST" && request.path == "/v1/batches" ? .stalled("{", length: 900, at: gate) : nil
    }) { body, _ in .reply("to " + (body["messages"]?.array?.last?["content"]?.string ?? "")) }
    let folder = try project(server)
    let first = try SparProcess(["run", "ask.lua"], in: folder)
    await server.arrived(2)
    first.send(SIGKILL)
    #expect(try first.wait().code == 137)
    let second = try SparProcess.run("run", "ask.lua", in: folder)
    #expect(second.code == 0 && second.output == expected, "\(second.errors)")
    #expect(server.batches.map(\.count) == [100] && server.uploads == 1)
    gate.open()
  }
}
