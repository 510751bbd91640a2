// What a second process sees of a run, and what it must not disturb.

import Glibc
import SparStore
import SparTesting
import Testing

@Suite("Looking at a running script")
struct StatusTests {
  private let script = """
    local items = {}
    for i = 1, 200 do items[i] = "Write about the number " .. i end
    print(#respond(items, "openai/m"))
    """

  private func environment(_ server: StubServer) -> [String: String] {
    ["OPENAI_API_KEY": "k", "OPENAI_BASE_URL": server.url]
  }

  private func status(_ folder: ProjectFolder) throws -> String { try SparProcess.run("status", in: folder).output }

  @Test("a run that waits for its server shows what is in flight; afterwards it is done")
  func running() throws {
    let gate = StubGate()
    let server = try StubServer { _ in
      gate.wait()
      return .chat("done")
    }
    let folder = try ProjectFolder()
    try folder.write(script, to: "f.lua")
    let process = try SparProcess(["f.lua"], in: folder, environment: environment(server))
    var seen = ""
    try process.wait(for: "its activity") {
      seen = folder.has("spar.db") ? try status(folder) : ""
      return seen.contains("wait for a slot")
    }
    #expect(seen.contains("running since"))
    #expect(seen.contains("respond 0/200"))
    #expect(seen.contains("openai/m: "))
    #expect(!seen.contains("127.0.0.1"))
    gate.open()
    #expect(try process.wait().output == "200\n")
    let after = try status(folder)
    #expect(after.contains("200 calls"))
    #expect(after.contains("done"))
    #expect(!after.contains("in flight"))
  }

  @Test("a run that the server keeps waiting says until when")
  func rateLimit() throws {
    let server = try StubServer { _ in
      StubReply(status: 429, headers: ["Retry-After": "120"], #"{"error":{"message":"Slow down."}}"#)
    }
    let folder = try ProjectFolder()
    try folder.write(script, to: "f.lua")
    let process = try SparProcess(["f.lua"], in: folder, environment: environment(server))
    try process.wait(for: "the reason") {
      try folder.has("spar.db") && status(folder).contains("rate limit until ")
    }
    process.send(SIGKILL)
    _ = try process.wait()
    #expect(try status(folder).contains("interrupted"))
  }

  @Test("a second writer says whom it waits for and is refused with 77; a reader is let in")
  func twoProcesses() throws {
    let gate = StubGate()
    let server = try StubServer { _ in
      gate.wait()
      return .chat("done")
    }
    let folder = try ProjectFolder()
    try folder.write(script, to: "f.lua")
    let first = try SparProcess(["f.lua"], in: folder, environment: environment(server))
    try first.wait(for: "its calls") { server.requests.count > 0 }
    let second = try SparProcess.run("-e", "seeds.load('f.lua')", in: folder)
    #expect(second.code == 77)
    #expect(second.errors.contains("is in use by process"))
    #expect(try SparProcess.run("calls", in: folder).code == 0)
    gate.open()
    #expect(try first.wait().output == "200\n")
  }
}
