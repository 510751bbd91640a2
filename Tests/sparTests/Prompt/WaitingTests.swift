// What the progress line says when nothing moves.

import SparTesting
import Testing

@Suite("Waiting, on a terminal")
struct WaitingTests {
  private func session(at server: StubServer) throws -> PromptSession {
    let folder = try ProjectFolder()
    try folder.write("[models.m]\nmodel = \"m\"\nbase_url = \"\(server.url)\"\nconcurrency = 1\n", to: "spar.toml")
    return try PromptSession(in: folder)
  }

  @Test("a server that asks to wait is named as the reason, with the time at which it goes on")
  func rateLimit() throws {
    let server = try StubServer { _ in StubReply(status: 429, headers: ["Retry-After": "200"], "") }
    let session = try session(at: server)
    try session.enter("respond({'one', 'two', 'three'}, 'm')")
    try session.wait(for: "respond  0/3  rate limit until ")
    #expect(session.terminal.screen.text.contains(/rate limit until \d\d:\d\d:\d\d  0 calls/))
    try session.press(Keys.interrupt)
    try session.wait(for: "interrupted")
    #expect(server.requests.count == 1)
  }

  @Test("a server that does not answer leaves the others waiting for a slot")
  func slot() throws {
    let gate = StubGate()
    let server = try StubServer { _ in
      gate.wait()
      return .chat("ok")
    }
    let session = try session(at: server)
    try session.enter("respond({'one', 'two', 'three'}, 'm')")
    try session.wait(for: "respond  0/3  2 wait for a slot (1 of 1)")
    gate.open()
    try session.waitForPrompt()
  }
}
