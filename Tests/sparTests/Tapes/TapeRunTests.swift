// --record and --replay over a real socket: the same bytes without server and key, and nothing on the disk that
// should not leave the machine.

import SparTesting
import Testing

@Suite("Recorded and replayed runs")
struct TapeRunTests {
  private let key = "k-7c1f0a55e2"
  private func project(port: UInt16) throws -> ProjectFolder {
    let folder = try ProjectFolder()
    try folder.write(
      """
      [models.writer]
      model = "m"
      base_url = "http://localhost:\(port)/v1"
      key_env = "WRITER_KEY"
      """, to: "spar.toml")
    try folder.write(
      """
      local items = {}
      for i = 1, 5 do items[i] = "Write about the number " .. i end
      for _, response in ipairs(respond(items, "writer")) do print(response.model, response.text) end
      """, to: "f.lua")
    return folder
  }

  private func server() throws -> StubServer {
    try StubServer { .chat("Reply to \($0.body.count) bytes.") }
  }

  @Test("a replay needs no server and no key, and ends in the same bytes")
  func replay() throws {
    let server = try server()
    let folder = try project(port: server.port)
    let first = try SparProcess.run("f.lua", "--record", "t.jsonl", in: folder, environment: ["WRITER_KEY": key])
    try #require(first.code == 0, "\(first.errors)")
    #expect(server.requests.count == 5)
    server.stop()
    let other = try project(port: server.port)
    try other.write(try folder.text(of: "t.jsonl"), to: "t.jsonl")
    let second = try SparProcess.run("f.lua", "--replay", "t.jsonl", in: other)
    #expect(second.code == 0, "\(second.errors)")
    #expect(second.output == first.output)
  }

  @Test("a call that is not on the tape ends with exit code 4 and its words")
  func miss() throws {
    let server = try server()
    let folder = try project(port: server.port)
    _ = try SparProcess.run("f.lua", "--record", "t.jsonl", in: folder, environment: ["WRITER_KEY": key])
    try folder.write("print(respond('Write about nothing.', 'writer').text)", to: "g.lua")
    let run = try SparProcess.run("g.lua", "--db", "other.db", "--replay", "t.jsonl", in: folder)
    run.expect(4, "Write about nothing.", hint: "--record")
    #expect(server.requests.count == 5)
  }

  @Test("a tape that is not there ends with 64")
  func missing() throws {
    let folder = try ProjectFolder()
    try folder.write("print(1)", to: "f.lua")
    try SparProcess.run("f.lua", "--replay", "none.jsonl", in: folder).expect(64, "none.jsonl")
  }

  @Test("no key, authorisation header or host name stands in a tape, a database or what was printed")
  func secrets() throws {
    // The server echoes what it was sent, as some do in their errors.
    let server = try StubServer { request in
      request.number % 2 == 0
        ? .chat("fine")
        : StubReply(status: 400, #"{"error":{"message":"bad \#(request.headers["authorization"] ?? "")"}}"#)
    }
    let folder = try project(port: server.port)
    let run = try SparProcess.run("f.lua", "--record", "t.jsonl", in: folder, environment: ["WRITER_KEY": key])
    #expect(server.requests.count == 5)
    var places = ["standard output": Array(run.output.utf8)]
    for name in ["t.jsonl", "spar.db", "spar.db-wal"] where folder.has(name) {
      places[name] = try folder.bytes(of: name)
    }
    #expect(places.count >= 3)
    for (name, bytes) in places {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains(key), "\(name)")
      #expect(!text.contains("Bearer"), "\(name)")
      #expect(!text.contains("localhost:"), "\(name)")
    }
    #expect(!run.errors.contains(key))
  }
}
