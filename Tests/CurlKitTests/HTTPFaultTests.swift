// What becomes of a request when the server misbehaves.

import CurlKit
import LoopKit
import SparTesting
import Testing

@Suite("HTTP faults", .timeLimit(.minutes(1)))
struct HTTPFaultTests {
  @Test("a port at which nothing listens is unreachable")
  func refused() async throws {
    #expect(try await fault(url: "http://127.0.0.1:\(StubServer.closedPort())/v1") == .unreachable)
  }

  @Test(
    "a URL that is none, or of another protocol, is invalid",
    arguments: ["http://", "ftp://127.0.0.1/x", "file:///etc/passwd"])
  func invalid(url: String) async throws {
    #expect(try await fault(url: url) == .invalid)
  }

  @Test("a server that speaks no TLS is insecure to an https URL")
  func noTLS() async throws {
    let server = try StubServer { _ in StubReply("ok") }
    #expect(try await fault(url: "https://127.0.0.1:\(server.port)/") == .insecure)
  }

  @Test("a connection that is reset is broken")
  func reset() async throws {
    #expect(try await fault(StubReply([.reset])) == .broken)
  }

  @Test("a connection that closes before the head is broken")
  func closed() async throws {
    #expect(try await fault(StubReply([.close])) == .broken)
  }

  @Test("a body shorter than announced is broken")
  func truncated() async throws {
    #expect(try await fault(.truncated("{\"id\":", length: 100)) == .broken)
  }

  @Test("a reply that does not come within the total limit is a timeout")
  func totalTimeout() async throws {
    let gate = StubGate()
    let reply = StubReply([.wait(gate), .close])
    #expect(try await fault(reply, limits: HTTPLimits(total: 0.5)) == .timeout)
    gate.open()
  }

  @Test("a body that stalls is a timeout long before the total limit")
  func idleTimeout() async throws {
    let gate = StubGate()
    let reply = StubReply(StubReply.truncated("{", length: 100).pieces.dropLast() + [.wait(gate)])
    #expect(try await fault(reply, limits: HTTPLimits(total: 50, idle: 1)) == .timeout)
    gate.open()
  }

  @Test("the request after a failed one gets its reply")
  func recovery() async throws {
    let server = try StubServer { $0.number == 0 ? StubReply([.reset]) : StubReply("fine") }
    let body = try await onHost { client in
      _ = await kind { () async throws(HTTPError) in try await client.send(HTTPRequest(.get, server.url)) }
      return try await client.send(HTTPRequest(.get, server.url)).body
    }
    #expect(body == Array("fine".utf8))
  }

  private func fault(_ reply: StubReply, limits: HTTPLimits = HTTPLimits()) async throws -> HTTPError.Kind? {
    let server = try StubServer { _ in reply }
    return try await fault(url: server.url, limits: limits)
  }

  private func fault(url: String, limits: HTTPLimits = HTTPLimits()) async throws -> HTTPError.Kind? {
    try await onHost { client in
      await kind { () async throws(HTTPError) in try await client.send(HTTPRequest(.post, url, limits: limits)) }
    }
  }
}
