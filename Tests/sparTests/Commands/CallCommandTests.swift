// status, calls, retry: what came to nothing, and making just that again.

import Glibc
import SparCore
import SparStore
import SparTesting
import Synchronization
import Testing

@Suite("Looking at calls and making them again")
struct CallCommandTests {
  private let script = """
    local items = {}
    for i = 1, 6 do items[i] = "Write about the number " .. i end
    for _, response in ipairs(respond(items, "openai/m")) do print(response.text) end
    """

  private func environment(_ server: StubServer) -> [String: String] {
    ["OPENAI_API_KEY": "k", "OPENAI_BASE_URL": server.url]
  }

  @Test("what failed is listed and made again, and nothing else; the script then finds all answered")
  func retry() throws {
    let isBroken = Mutex(true)
    let server = try StubServer { request in
      isBroken.withLock { $0 } && request.text.contains("number 4")
        ? StubReply(status: 400, #"{"error":{"message":"The number 4 is not allowed."}}"#) : .chat("done")
    }
    let folder = try ProjectFolder()
    try folder.write(script, to: "f.lua")
    #expect(try SparProcess.run("f.lua", in: folder, environment: environment(server)).code == 2)
    #expect(server.requests.count == 6)

    let listed = try SparProcess.run("calls", "--failed", in: folder)
    #expect(listed.output.contains("The number 4 is not allowed."))
    #expect(listed.output.contains("failed"))
    #expect(!listed.output.contains(" ok "))
    let all = try SparProcess.run("calls", in: folder)
    #expect(all.output.split(separator: "\n").filter { $0.contains("respond") }.count == 6)

    let again = try SparProcess.run("retry", in: folder, environment: environment(server))
    #expect(again.code == 2)
    #expect(again.output.contains("1 failed again"))
    #expect(server.requests.count == 7)

    isBroken.withLock { $0 = false }
    let made = try SparProcess.run("retry", in: folder, environment: environment(server))
    #expect(made.code == 0, "\(made.errors)")
    #expect(made.output.contains("1 answered"))
    #expect(server.requests.count == 8)
    let run = try SparProcess.run("f.lua", in: folder, environment: environment(server))
    #expect(run.output == String(repeating: "done\n", count: 6))
    #expect(server.requests.count == 8)
    #expect(try SparProcess.run("retry", in: folder).output.contains("no call to make again"))
  }

  @Test("a reply that could not be read is listed and shown as it came")
  func unparsed() throws {
    let server = try StubServer { _ in .chat("Oil.") }
    let folder = try ProjectFolder()
    try folder.write(#"print(chat("Which fuel?", {model = "openai/m", schema = {type = "object"}}).text)"#, to: "f.lua")
    _ = try SparProcess.run("f.lua", in: folder, environment: environment(server))
    let listed = try SparProcess.run("calls", "--failed", in: folder)
    #expect(listed.output.contains("unparsed"))
    let shown = try SparProcess.run("calls", "c1", in: folder)
    #expect(shown.output.contains("Oil."))
  }

  @Test("no call and no database are no mistake, a call that is not there is one")
  func nothing() throws {
    let folder = try ProjectFolder()
    try SparProcess.run("calls", in: folder).expect(78, "spar.db")
    try folder.write("print(1)", to: "f.lua")
    _ = try SparProcess.run("f.lua", in: folder)
    #expect(try SparProcess.run("calls", in: folder).output.contains("empty list"))
    try SparProcess.run("calls", "c7", in: folder).expect(1, "no call c7")
    try SparProcess.run("calls", "x7", in: folder).expect(1, "no call's id", hint: "c12")
  }
}
