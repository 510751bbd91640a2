// Which connection a request takes, and what may stand around a reply; the same on both ways.

import CurlKit
import LoopKit
import SparTesting
import Testing

@Suite("HTTP connections", .timeLimit(.minutes(5)))
struct HTTPConnectionTests {
  @Test(
    "a kept connection that the server gives up is replaced, and the request sent once more",
    arguments: HTTPWay.allCases)
  func givenUp(way: HTTPWay) async throws {
    let server = try StubServer { $0.number == 1 ? StubReply([.close]) : StubReply("\($0.number)") }
    let bodies = try await onHost(way) { client in
      [try await client.text(of: server.url), try await client.text(of: server.url)]
    }
    #expect(bodies == ["0", "2"] && server.requests.count == 3 && server.connections == 2)
  }

  @Test("a kept connection that breaks once the reply has begun is broken: nothing is asked twice")
  func begun() async throws {
    let server = try StubServer { request in
      request.number == 0 ? StubReply("first") : StubReply([.bytes(Array("HTTP/1.1 2".utf8)), .close])
    }
    let fault = try await onHost(.plain) { client in
      _ = try await client.text(of: server.url)
      return await kind { () async throws(HTTPError) in try await client.send(HTTPRequest(.post, server.url)) }
    }
    #expect(fault == .broken && server.requests.count == 2)
  }

  @Test(
    "a connection that the server will close is not used again",
    arguments: [
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
      "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", "HTTP/1.0 200 OK\r\n\r\nok",
      "HTTP/1.1 200 OK\r\nconnection: Keep-Alive, Close\r\n\r\nok",
    ], HTTPWay.allCases)
  func closing(reply: String, way: HTTPWay) async throws {
    let server = try StubServer { _ in StubReply([.bytes(Array(reply.utf8)), .close]) }
    let bodies = try await onHost(way) { client in
      [try await client.text(of: server.url), try await client.text(of: server.url)]
    }
    #expect(bodies == ["ok", "ok"] && server.requests.count == 2 && server.connections == 2)
  }

  @Test("HTTP/1.0 with keep-alive keeps its connection", arguments: HTTPWay.allCases)
  func oldKept(way: HTTPWay) async throws {
    let reply = Array("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok".utf8)
    let server = try StubServer { _ in StubReply([.bytes(reply)]) }
    let bodies = try await onHost(way) { client in
      [try await client.text(of: server.url), try await client.text(of: server.url)]
    }
    #expect(bodies == ["ok", "ok"] && server.connections == 1)
  }

  @Test("heads of 1xx before the reply are read over", arguments: HTTPWay.allCases)
  func provisional(way: HTTPWay) async throws {
    let text =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 202 OK\r\nContent-Length: 2\r\n\r\nok"
    let server = try StubServer { _ in StubReply([.bytes(Array(text.utf8))]) }
    let response = try await onHost(way) { try await $0.send(HTTPRequest(.post, server.url)) }
    #expect(response.status == 202 && response.body == Array("ok".utf8) && response.header("link") == nil)
  }

  @Test("a 204 has no body, and its connection is kept", arguments: HTTPWay.allCases)
  func noContent(way: HTTPWay) async throws {
    let empty = StubReply([.bytes(Array("HTTP/1.1 204 No Content\r\n\r\n".utf8))])
    let server = try StubServer { $0.number == 0 ? empty : StubReply("next") }
    let bodies = try await onHost(way) { client in
      [try await client.text(of: server.url), try await client.text(of: server.url)]
    }
    #expect(bodies == ["", "next"] && server.connections == 1)
  }

  @Test("what comes behind a reply ends the connection, not the reply", arguments: HTTPWay.allCases)
  func excess(way: HTTPWay) async throws {
    let reply = Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok, and more".utf8)
    let server = try StubServer { _ in StubReply([.bytes(reply)]) }
    let bodies = try await onHost(way) { client in
      [try await client.text(of: server.url), try await client.text(of: server.url)]
    }
    #expect(bodies == ["ok", "ok"] && server.connections == 2)
  }

  @Test("localhost is this machine, whichever of its two addresses the server listens at", arguments: HTTPWay.allCases)
  func localhost(way: HTTPWay) async throws {
    let server = try StubServer { StubReply($0.headers["host"] ?? "") }
    let url = "http://localhost:\(server.port)/v1"
    let body = try await onHost(way) { try await $0.text(of: url) }
    #expect(body == "localhost:\(server.port)")
  }

  @Test("a request of 20 MB arrives whole", arguments: HTTPWay.allCases)
  func largeRequest(way: HTTPWay) async throws {
    let large = (0..<(20 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let server = try StubServer { $0.body == large ? StubReply("whole") : StubReply(status: 400, "cut") }
    let bodies = try await onHost(way) { client in
      let first = try await client.send(HTTPRequest(.post, server.url, body: large)).body
      return [first, try await client.send(HTTPRequest(.post, server.url, body: large)).body]
    }
    #expect(bodies == [Array("whole".utf8), Array("whole".utf8)] && server.connections == 1)
  }

  @Test("both ways send the same request", arguments: [HTTPRequest.Method.get, .post, .put, .delete])
  func same(method: HTTPRequest.Method) async throws {
    let server = try StubServer { _ in StubReply("ok") }
    for way in HTTPWay.allCases {
      _ = try await onHost(way) { client in
        let headers = HTTPHeaders(["Content-Type": "application/json", "Authorization": "Bearer key"])
        return try await client.send(
          HTTPRequest(method, server.url + "/v1/x?y=%20", headers: headers, body: [123, 125]))
      }
    }
    let (plain, curl) = (server.requests[0], server.requests[1])
    #expect(plain.method == curl.method && plain.path == curl.path && plain.body == curl.body)
    #expect(plain.headers == curl.headers)
  }
}

extension HTTPClient {
  fileprivate func text(of url: String) async throws(HTTPError) -> String {
    String(decoding: try await send(HTTPRequest(.post, url)).body, as: UTF8.self)
  }
}
