// Connections that are refused, break, or bring nothing.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Faults: connections", .timeLimit(.minutes(5)))
@Host
struct ConnectionFaultTests {
  @Test("a refused connection is unreachable")
  func refused() async throws {
    #expect(try await FaultyEndpoint.code(at: "http://127.0.0.1:\(StubServer.closedPort())") == "model.unreachable")
  }

  @Test("a reset before the reply is tried again, and the call succeeds when it comes")
  func reset() async throws {
    let endpoint = try FaultyEndpoint { $0.number == 0 ? StubReply([.reset]) : .chat("whole") }
    let reply = try await endpoint.reply()
    #expect(reply.reply.text == "whole" && reply.attempts == 2 && endpoint.server.requests.count == 2)
  }

  @Test("a reset in the middle of the body is tried again, and nothing of the first half is used")
  func resetInBody() async throws {
    let half = StubReply.truncated(#"{"choices":[{"message":{"content":"half"#, length: 500, then: .reset)
    let endpoint = try FaultyEndpoint { $0.number == 0 ? half : .chat("whole") }
    let reply = try await endpoint.reply()
    #expect(reply.reply.text == "whole" && reply.attempts == 2)
  }

  @Test("resets without end are given up after five tries")
  func resetForEver() async throws {
    #expect(
      await (try FaultyEndpoint(.truncated("{", length: 99, then: .reset))).fault() == ("model.connection_lost", 5))
  }

  @Test("https to a server that speaks none is asked no second time")
  func noTLS() async throws {
    let server = try StubServer { _ in .chat("plain") }
    #expect(try await FaultyEndpoint.code(at: "https://127.0.0.1:\(server.port)") == "model.unreachable")
    #expect(server.requests.isEmpty && server.connections == 1)
    server.stop()
  }

  @Test("a certificate that nobody vouches for is not trusted", .enabled(if: SelfSignedServer.isAvailable))
  func selfSigned() async throws {
    let server = try SelfSignedServer()
    #expect(try await FaultyEndpoint.code(at: "https://127.0.0.1:\(server.port)") == "model.unreachable")
  }

  @Test("a head that does not end is a timeout, tried once more")
  func slowHead() async throws {
    let gate = StubGate()
    let endpoint = try FaultyEndpoint(.slowHead(at: gate), "timeout = 0.2")
    #expect(await endpoint.fault() == ("model.timeout", 2))
    gate.open()
  }

  @Test("a body that stalls is a timeout after the idle limit, long before the whole one")
  func stalledBody() async throws {
    let gate = StubGate()
    let stalled = StubReply.stalled(#"{"choices":["#, length: 500, at: gate)
    let endpoint = try FaultyEndpoint(stalled, "timeout = 500", limits: "idle_timeout = 0.1")
    #expect(await endpoint.fault() == ("model.timeout", 2))
    gate.open()
  }
}
