// The client against a scripted server on the loopback interface.

import CurlKit
import LoopKit
import SparTesting
import Testing

@Suite("HTTP client", .timeLimit(.minutes(5)))
struct HTTPClientTests {
  @Test("a POST carries its body and headers, and brings status, headers and body back", arguments: HTTPWay.allCases)
  func roundTrip(way: HTTPWay) async throws {
    let server = try StubServer { request in
      StubReply(status: 201, headers: ["X-Request-Id": "r-1"], "got \(request.text) from \(request.headers["x-test"]!)")
    }
    let response = try await onHost(way) { client in
      try await client.send(
        HTTPRequest(.post, server.url + "/v1/x", headers: HTTPHeaders(["X-Test": "me"]), body: Array("héllo".utf8)))
    }
    #expect(response.status == 201)
    #expect(response.header("x-request-id") == "r-1")
    #expect(response.header("x-request") == nil)
    #expect(String(decoding: response.body, as: UTF8.self) == "got héllo from me")
    #expect(server.requests[0].method == "POST" && server.requests[0].path == "/v1/x")
    #expect(server.requests[0].headers["expect"] == nil)
  }

  @Test("a GET sends no body, also after a POST on the same connection", arguments: HTTPWay.allCases)
  func getAfterPost(way: HTTPWay) async throws {
    let server = try StubServer { StubReply("\($0.method) \($0.body.count)") }
    let bodies = try await onHost(way) { client in
      var bodies: [[UInt8]] = []
      bodies.append(try await client.send(HTTPRequest(.post, server.url, body: [1, 2, 3])).body)
      bodies.append(try await client.send(HTTPRequest(.get, server.url)).body)
      bodies.append(try await client.send(HTTPRequest(.post, server.url)).body)
      return bodies
    }
    #expect(bodies.map { String(decoding: $0, as: UTF8.self) } == ["POST 3", "GET 0", "POST 0"])
  }

  @Test("PUT carries a body and DELETE none, and neither clings to the connection", arguments: HTTPWay.allCases)
  func otherMethods(way: HTTPWay) async throws {
    let server = try StubServer { StubReply("\($0.method) \($0.text)") }
    let bodies = try await onHost(way) { client in
      var bodies: [String] = []
      for method in [HTTPRequest.Method.put, .delete, .post, .get] {
        let response = try await client.send(HTTPRequest(method, server.url, body: Array("x".utf8)))
        bodies.append(String(decoding: response.body, as: UTF8.self))
      }
      return bodies
    }
    #expect(bodies == ["PUT x", "DELETE ", "POST x", "GET "] && server.connections == 1)
  }

  @Test("of a response is told before whoever waits for it goes on, of a failure never", arguments: HTTPWay.allCases)
  func arrival(way: HTTPWay) async throws {
    let server = try StubServer { $0.number == 0 ? StubReply("there") : .truncated("h", length: 9) }
    let told = try await onHost(way) { client in
      let arrivals = Arrivals()
      var request = HTTPRequest(.get, server.url)
      request.onArrival = { arrivals.bodies.append($0.body) }
      let response = try await client.send(request)
      #expect(arrivals.bodies == [response.body])
      await #expect(throws: HTTPError.self) { try await client.send(request) }
      return arrivals.bodies
    }
    #expect(told == [Array("there".utf8)] && server.requests.count >= 2)
  }

  @Host
  private final class Arrivals {
    var bodies: [[UInt8]] = []
    nonisolated init() {}
  }

  @Test("requests one after another share one connection", arguments: HTTPWay.allCases)
  func keepAlive(way: HTTPWay) async throws {
    let server = try StubServer { _ in StubReply("ok") }
    let reused = try await onHost(way) { client in
      var reused: [Bool] = []
      for _ in 0..<20 { reused.append(try await client.send(HTTPRequest(.get, server.url)).reusedConnection) }
      return reused
    }
    #expect(server.connections == 1)
    #expect(reused == [false] + Array(repeating: true, count: 19))
  }

  @Test(
    "2,000 requests at 256 in flight all return, each with its own reply, over 256 connections",
    arguments: HTTPWay.allCases)
  func manyAtOnce(way: HTTPWay) async throws {
    let server = try StubServer { StubReply($0.text) }
    let client = await HTTPClient(way)
    let lanes = (0..<256).map { lane in
      Host.task {
        var wrong = 0
        for number in stride(from: lane, to: 2000, by: 256) {
          let body = Array("request \(number)".utf8)
          let response = try await client.send(HTTPRequest(.post, server.url, body: body))
          if response.body != body { wrong += 1 }
        }
        return wrong
      }
    }
    var wrong = 0
    for lane in lanes { wrong += try await lane.value }
    #expect(wrong == 0)
    #expect(server.requests.count == 2000)
    #expect(server.connections <= 256)
  }

  @Test("cancelling the task ends the transfer while the server still thinks", arguments: HTTPWay.allCases)
  func cancellation(way: HTTPWay) async throws {
    let gate = StubGate()
    let server = try StubServer { request in
      if request.number == 0 { gate.wait() }
      return StubReply("\(request.number)")
    }
    let client = await HTTPClient(way)
    let task = Host.task { try await client.send(HTTPRequest(.get, server.url)) }
    await server.arrived(1)
    task.cancel()
    await #expect(throws: HTTPError(.cancelled, "cancelled")) { try await task.value }
    #expect(await client.inFlight == 0)
    // The transfer is used again at once, and what was cancelled does not reach its next request.
    let next = try await Host.task { try await client.send(HTTPRequest(.get, server.url)) }.value
    #expect(next.body == Array("1".utf8))
    gate.open()
  }

  @Test("a task cancelled before it sends sends nothing that it waits for", arguments: HTTPWay.allCases)
  func cancelledBefore(way: HTTPWay) async throws {
    let server = try StubServer { _ in StubReply("late") }
    let client = await HTTPClient(way)
    let task = Host.task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await client.send(HTTPRequest(.get, server.url))
    }
    await #expect(throws: HTTPError(.cancelled, "cancelled")) { try await task.value }
    #expect(await client.inFlight == 0)
  }

  @Test("a reply of 20 MB arrives whole, one beyond the request's limit fails", arguments: HTTPWay.allCases)
  func largeReplies(way: HTTPWay) async throws {
    let large = [UInt8](repeating: 120, count: 20 << 20)
    let server = try StubServer { _ in StubReply(body: large) }
    let (whole, refused) = try await onHost(way) { client in
      let whole = try await client.send(HTTPRequest(.get, server.url)).body
      var request = HTTPRequest(.get, server.url)
      request.limits.bytes = 1 << 20
      return (whole, await kind { () async throws(HTTPError) in try await client.send(request) })
    }
    #expect(whole == large)
    #expect(refused == .tooLarge)
  }

  @Test("a chunked reply arrives whole", arguments: HTTPWay.allCases)
  func chunked(way: HTTPWay) async throws {
    let head = StubReply.head(200, ["Transfer-Encoding": "chunked"], length: nil)
    let server = try StubServer { _ in
      StubReply([.bytes(head), .bytes(Array("5\r\nhello\r\n".utf8)), .bytes(Array("6\r\n world\r\n0\r\n\r\n".utf8))])
    }
    let response = try await onHost(way) { try await $0.send(HTTPRequest(.get, server.url)) }
    #expect(String(decoding: response.body, as: UTF8.self) == "hello world")
  }
}

/// Which way a request takes.
enum HTTPWay: CaseIterable, Sendable { case plain, libcurl }

extension HTTPClient {
  convenience init(_ way: HTTPWay) { self.init(plain: way == .plain) }
}

/// Runs host code with a client of its own.
func onHost<Value: Sendable>(
  _ way: HTTPWay, _ body: @escaping @Host @Sendable (HTTPClient) async throws -> Value
) async throws -> Value {
  try await Host.task { try await body(HTTPClient(way)) }.value
}

/// The kind of error that `body` throws; `nil` where it throws none.
@Host
func kind(_ body: @Host () async throws(HTTPError) -> HTTPResponse) async -> HTTPError.Kind? {
  do throws(HTTPError) {
    _ = try await body()
    return nil
  } catch {
    return error.kind
  }
}
