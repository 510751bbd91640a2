// A reply at the prompt while it comes, and what Ctrl-C leaves of it.

import SparStore
import SparTesting
import Testing

@Suite("A reply that comes at the prompt")
struct StreamingTests {
  private static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"

  private static func event(_ delta: String, finish: String = "null") -> String {
    "data: {\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{\(delta)},\"finish_reason\":\(finish)}]}\n\n"
  }

  /// A thought and half a sentence; the rest when the gate opens.
  private func server(_ gate: StubGate) throws -> StubServer {
    try StubServer { _ in
      let start = Self.event(#""reasoning_content":"A tale, then.""#) + Self.event(#""content":"Once upon""#)
      let rest = Self.event(#""content":" a time.""#) + Self.event("", finish: #""stop""#) + "data: [DONE]\n\n"
      return StubReply([.bytes(Array((Self.head + start).utf8)), .wait(gate), .bytes(Array(rest.utf8)), .close])
    }
  }

  private func session(_ server: StubServer, in folder: ProjectFolder) throws -> PromptSession {
    try PromptSession(in: folder, environment: ["OPENAI_API_KEY": "k-123", "OPENAI_BASE_URL": server.url])
  }

  @Test("its thoughts and its text stand there before it is whole, and are not shown again")
  func streamed() throws {
    let gate = StubGate()
    let server = try server(gate)
    let folder = try ProjectFolder()
    let session = try session(server, in: folder)
    try session.enter(#"r = chat("Tell me.", {model = "openai/m"})"#)
    try session.wait(for: "A tale, then.")
    try session.wait(for: "Once upon")
    gate.open()
    try session.wait(for: "Once upon a time.")
    try session.waitForPrompt()
    #expect(try session.shown("#r.text, r.reasoning") == "17\nA tale, then.")
    #expect(try session.shown("r.text") == "Once upon a time.")
    #expect(try session.leave() == 0)
    #expect(server.requests.count == 1)
  }

  @Test("Ctrl-C keeps what had come as a cancelled call, and the session goes on")
  func interrupted() throws {
    let gate = StubGate()
    let server = try server(gate)
    let folder = try ProjectFolder()
    let session = try session(server, in: folder)
    try session.enter(#"chat("Tell me.", {model = "openai/m"})"#)
    try session.wait(for: "Once upon")
    try session.press(Keys.interrupt)
    try session.wait(for: "interrupted")
    try session.waitForPrompt()
    #expect(try session.shown("1 + 1") == "2")
    #expect(try session.leave() == 0)
    let call = try #require(try folder.read { try $0.calls() }.first?.record)
    #expect(call.status == .cancelled && call.text == "Once upon" && call.reasoning == "A tale, then.")
    gate.open()
    #expect(server.requests.count == 1)
  }
}
