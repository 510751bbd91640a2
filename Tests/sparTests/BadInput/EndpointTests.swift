// Models that are not there, do not answer, refuse, or answer nonsense.

import SparStore
import SparTesting
import Testing

@Suite("Bad endpoints")
struct EndpointTests {
  private func environment(_ url: String) -> [String: String] { ["OPENAI_API_KEY": "k-123", "OPENAI_BASE_URL": url] }

  private let list = """
    local items = {}
    for i = 1, 50 do items[i] = "Write about the number " .. i end
    respond(items, "openai/m")
    """

  @Test("a model that is not known ends with 78 and the nearest name")
  func unknownModel() throws {
    let folder = try ProjectFolder()
    try SparProcess.run("-e", "respond('hello', 'sim/mastr')", in: folder)
      .expect(78, #"no model named "sim/mastr""#, hint: #"Did you mean "sim/master"?"#)
    try SparProcess.run("-e", "respond('hello', 'gpt')", in: folder).expect(
      78, #"no model named "gpt""#, hint: "openai/")
  }

  @Test("a missing key ends with 78 and the variable's name")
  func missingKey() throws {
    try SparProcess.run("-e", "respond('hello', 'openai/m')", in: ProjectFolder())
      .expect(78, "OPENAI_API_KEY is not set", hint: "Set OPENAI_API_KEY")
  }

  @Test("an endpoint that is not there ends a list of 50 with 69 within seconds")
  func unreachable() throws {
    let folder = try ProjectFolder()
    try folder.write(list, to: "f.lua")
    let url = "http://127.0.0.1:\(try StubServer.closedPort())"
    let process = try SparProcess(["f.lua"], in: folder, environment: environment(url))
    try process.wait(seconds: 10).expect(69, "cannot be reached", hint: "base_url")
    #expect(try folder.read { try $0.calls().allSatisfy { $0.record.status == .failed } })
  }

  @Test("a refused key ends with 77, is not tried again, and is not shown or stored")
  func refused() throws {
    let server = try StubServer { _ in
      StubReply(status: 401, #"{"error": {"message": "Incorrect API key provided: k-123."}}"#)
    }
    let folder = try ProjectFolder()
    try folder.write(list, to: "f.lua")
    let run = try SparProcess.run("f.lua", in: folder, environment: environment(server.url))
    run.expect(77, "Incorrect API key")
    #expect(!run.errors.contains("k-123"))
    #expect(server.requests.count <= 64)
    #expect(try folder.read { try $0.calls().allSatisfy { !($0.record.errorMessage ?? "").contains("k-123") } })
  }

  @Test("a reply that is no JSON is an error of that call, told with what came")
  func noJSON() throws {
    let server = try StubServer { _ in StubReply("<html>It works!</html>") }
    let folder = try ProjectFolder()
    let run = try SparProcess.run(
      "-e", "respond('hello', 'openai/m')", in: folder, environment: environment(server.url))
    #expect(run.code != 0)
    #expect(run.errors.contains("It works!"))
    #expect(run.errors.split(separator: "\n").count <= 2, "\(run.errors)")
    #expect(try folder.read { try $0.calls().map(\.record.status) } == [.failed])
  }

  @Test("a judge whose reply cannot be read gives an unparsed verdict; its words are kept")
  func unparsedVerdict() throws {
    let server = try StubServer { _ in StubReply.chat("I liked both of them.") }
    let folder = try ProjectFolder()
    try folder.write(
      """
      local b = battle("Name a colour.", {"sim/novice", "sim/master"}, {judge = "openai/m"})
      print(b.outcome, #b.verdicts)
      """, to: "f.lua")
    let run = try SparProcess.run("f.lua", in: folder, environment: environment(server.url))
    #expect(run.output.hasPrefix("unparsed\t"))
    let calls = try folder.read { try $0.calls(CallFilter(stage: "judge")) }
    #expect(calls.map(\.record.status) == [.unparsed, .unparsed])
    #expect(calls.first?.record.text == "I liked both of them.")
  }

  @Test("one item that fails loses nothing of the others, and only it is tried again")
  func oneOfMany() throws {
    let folder = try ProjectFolder()
    let failing = try StubServer { request in
      request.text.contains("number 7\"")
        ? StubReply(status: 400, #"{"error": {"message": "no sevens"}}"#) : .chat("ok")
    }
    try folder.write(list + "\nprint('all')", to: "f.lua")
    let first = try SparProcess.run("f.lua", in: folder, environment: environment(failing.url))
    #expect(first.code == 2)
    let asked = failing.requests.count
    #expect(asked == 50)
    #expect(try SparProcess.run("f.lua", in: folder, environment: environment(failing.url)).code == 2)
    #expect(failing.requests.count == asked + 1)
  }
}
