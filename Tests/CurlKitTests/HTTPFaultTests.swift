// What becomes of a request when the server misbehaves.

import CurlKit
import LoopKit
import SparTesting
import Testing

@Suite("HTTP faults", .timeLimit(.minutes(5)))
struct HTTPFaultTests {
  @Test("a port at which nothing listens is unreachable", arguments: HTTPWay.allCases)
  func refused(way: HTTPWay) async throws {
    #expect(try await fault(way, url: "http://127.0.0.1:\(StubServer.closedPort())/v1") == .unreachable)
  }

  @Test(
    "a URL that is none, or of another protocol, is invalid",
    arguments: ["http://", "ftp://127.0.0.1/x", "file:///etc/passwd"], HTTPWay.allCases)
  func invalid(url: String, way: HTTPWay) async throws {
    #expect(try await fault(way, url: url) == .invalid)
  }

  @Test("a server that speaks no TLS is insecure to an https URL")
  func noTLS() async throws {
    let server = try StubServer { _ in StubReply("ok") }
    #expect(try await fault(.libcurl, url: "https://127.0.0.1:\(server.port)/") == .insecure)
  }

  @Test("a connection that is reset is broken", arguments: HTTPWay.allCases)
  func reset(way: HTTPWay) async throws {
    #expect(try await fault(way, StubReply([.reset])) == .broken)
  }

  @Test("a connection that closes before the head is broken", arguments: HTTPWay.allCases)
  func closed(way: HTTPWay) async throws {
    #expect(try await fault(way, StubReply([.close])) == .broken)
  }

  @Test("a body shorter than announced is broken", arguments: HTTPWay.allCases)
  func truncated(way: HTTPWay) async throws {
    #expect(try await fault(way, .truncated("{\"id\":", length: 100)) == .broken)
  }

  @Test("a reply that does not come within the total limit is a timeout", arguments: HTTPWay.allCases)
  func totalTimeout(way: HTTPWay) async throws {
    let gate = StubGate()
    let reply = StubReply([.wait(gate), .close])
    #expect(try await fault(way, reply, limits: HTTPLimits(total: 0.5)) == .timeout)
    gate.open()
  }

  @Test("a body that stalls is a timeout long before the total limit", arguments: HTTPWay.allCases)
  func idleTimeout(way: HTTPWay) async throws {
    let gate = StubGate()
    let reply = StubReply.stalled("{", length: 100, at: gate)
    #expect(try await fault(way, reply, limits: HTTPLimits(total: 50, idle: 0.1)) == .timeout)
    gate.open()
  }

  @Test("a head that is not whole counts to the total limit, not to the idle one", arguments: HTTPWay.allCases)
  func slowHead(way: HTTPWay) async throws {
    let gate = StubGate()
    let error = try await error(way, .slowHead(at: gate), limits: HTTPLimits(total: 0.4, idle: 0.1))
    #expect(error?.kind == .timeout && error?.reason.contains("nothing more came") == false)
    gate.open()
  }

  @Test("one request's short idle limit does not wait for the looks of another's long one", arguments: HTTPWay.allCases)
  func twoLimits(way: HTTPWay) async throws {
    let gate = StubGate()
    let server = try StubServer { _ in .stalled("{", length: 100, at: gate) }
    let kinds = try await onHost(way) { client in
      let patient = Host.task { try await client.send(HTTPRequest(.get, server.url, limits: HTTPLimits(idle: 60))) }
      await server.arrived(1)
      let kind = await kind { () async throws(HTTPError) in
        try await client.send(HTTPRequest(.get, server.url, limits: HTTPLimits(idle: 0.1)))
      }
      let left = client.inFlight
      patient.cancel()
      return (kind, left)
    }
    #expect(kinds == (.timeout, 1))
    gate.open()
  }

  @Test("a certificate that nobody vouches for is insecure", .enabled(if: SelfSignedServer.isAvailable))
  func selfSigned() async throws {
    let server = try SelfSignedServer()
    #expect(try await fault(.libcurl, url: "https://127.0.0.1:\(server.port)/") == .insecure)
  }

  @Test("what is packed unasked is unpacked, what nothing here can unpack is unreadable", arguments: HTTPWay.allCases)
  func packed(way: HTTPWay) async throws {
    let server = try StubServer { request in
      StubReply(headers: ["Content-Encoding": request.number == 0 ? "gzip" : "snappy"], body: packedHello)
    }
    let (body, refused) = try await onHost(way) { client in
      let body = try await client.send(HTTPRequest(.get, server.url)).body
      return (body, await kind { () async throws(HTTPError) in try await client.send(HTTPRequest(.get, server.url)) })
    }
    #expect(body == Array("hello".utf8) && refused == .unreadable)
  }

  @Test("a packed body counts unpacked against the limit of bytes", arguments: HTTPWay.allCases)
  func packedBomb(way: HTTPWay) async throws {
    let reply = StubReply(headers: ["Content-Encoding": "gzip"], body: packedHello)
    #expect(try await fault(way, reply, limits: HTTPLimits(bytes: 4)) == .tooLarge)
  }

  @Test("the request after a failed one gets its reply", arguments: HTTPWay.allCases)
  func recovery(way: HTTPWay) async throws {
    let server = try StubServer { $0.number == 0 ? StubReply([.reset]) : StubReply("fine") }
    let body = try await onHost(way) { client in
      _ = await kind { () async throws(HTTPError) in try await client.send(HTTPRequest(.get, server.url)) }
      return try await client.send(HTTPRequest(.get, server.url)).body
    }
    #expect(body == Array("fine".utf8))
  }

  private func fault(
    _ way: HTTPWay, _ reply: StubReply, limits: HTTPLimits = HTTPLimits()
  ) async throws -> HTTPError.Kind? {
    try await error(way, reply, limits: limits)?.kind
  }

  private func fault(_ way: HTTPWay, url: String) async throws -> HTTPError.Kind? {
    try await error(way, url: url)?.kind
  }

  private func error(_ way: HTTPWay, _ reply: StubReply, limits: HTTPLimits) async throws -> HTTPError? {
    let server = try StubServer { _ in reply }
    defer { server.stop() }
    return try await error(way, url: server.url, limits: limits)
  }

  private func error(_ way: HTTPWay, url: String, limits: HTTPLimits = HTTPLimits()) async throws -> HTTPError? {
    try await onHost(way) { client in
      do throws(HTTPError) {
        _ = try await client.send(HTTPRequest(.post, url, limits: limits))
        return nil
      } catch {
        return error
      }
    }
  }
}
