// Which URLs go the plain way, and how their requests begin.

import LoopKit
import Testing

@testable import CurlKit

@Suite("Plain target")
@Host
struct PlainTargetTests {
  @Test(
    "addresses and localhost go the plain way",
    arguments: [
      ("http://127.0.0.1:8000/v1/chat/completions", "127.0.0.1", 8000), ("http://localhost:8080", "localhost", 8080),
      ("http://LocalHost/v1?a=b", "localhost", 80), ("http://192.168.1.7:80/v1/", "192.168.1.7", 80),
      ("http://[::1]:11434/v1", "::1", 11434), ("http://10.0.0.1?x", "10.0.0.1", 80),
    ])
  func plain(url: String, host: String, port: UInt16) {
    #expect(PlainTarget(url)?.place == PlainTarget.Place(host: host, port: port))
  }

  @Test(
    "everything else is libcurl's",
    arguments: [
      "https://127.0.0.1/v1", "http://", "http:///v1", "http://gpu:8000/v1", "http://api.example.org/v1",
      "127.0.0.1:8000",
      "http://me:secret@127.0.0.1/v1", "http://127.0.0.1:0/", "http://127.0.0.1:65536/", "http://127.0.0.1:x/",
      "http://127.0.0.1:/v1", "http://127.0.0.1/a b", "http://127.0.0.1/a\r\nX: y", "http://127.0.0.1/é",
      "http://127.0.0.1/#part", "http://127.0.0.1/v1/../x", "http://[::1/v1", "http://[fe80::1%25eth0]/",
      "http://127.1/v1",
      "http://0x7f.0.0.1/", "http://[127.0.0.1]/", "http://::1/",
    ])
  func others(url: String) { #expect(PlainTarget(url) == nil) }

  @Test("a head names method, path, host, what is always said and what this request says")
  func head() throws {
    let target = try #require(PlainTarget("http://127.0.0.1:8000/v1/x"))
    let request = HTTPRequest(.post, "", headers: HTTPHeaders(["X-A": "1"]))
    let lines = [
      "POST /v1/x HTTP/1.1", "Host: 127.0.0.1:8000", "User-Agent: spar", "Accept-Encoding: identity", "X-A: 1", "",
    ]
    #expect(String(decoding: try target.head(of: request), as: UTF8.self) == lines.joined(separator: "\r\n"))
    var other = request
    other.method = .get
    #expect(String(decoding: try target.head(of: other), as: UTF8.self).hasPrefix("GET "))
    other.headers = HTTPHeaders(["X-A": "2"])
    #expect(String(decoding: try target.head(of: other), as: UTF8.self).contains("X-A: 2"))
  }

  @Test("a default port is not named, and no path is /")
  func shortest() throws {
    let target = try #require(PlainTarget("http://[::1]:80"))
    let text = String(decoding: try target.head(of: HTTPRequest(.get, "")), as: UTF8.self)
    #expect(text.hasPrefix("GET / HTTP/1.1\r\nHost: [::1]\r\n"))
  }

  @Test("a header line that would become two is not sent", arguments: ["a\r\nX-B: c", "a\nb", "a\0b"])
  func injection(value: String) throws {
    let target = try #require(PlainTarget("http://127.0.0.1/"))
    let request = HTTPRequest(.get, "", headers: HTTPHeaders([(name: "X-A", value: value)]))
    #expect(throws: HTTPError.self) { try target.head(of: request) }
  }
}
