// Reading header lines.

import CurlKit
import Testing

@Suite("HTTP response")
struct HTTPResponseTests {
  private func response(_ lines: String...) -> HTTPResponse {
    HTTPResponse(
      status: 429, head: Array(("HTTP/1.1 429 X\r\n" + lines.map { $0 + "\r\n" }.joined() + "\r\n").utf8), body: [])
  }

  @Test("header names are compared without regard to case, values lose surrounding blanks")
  func lookup() {
    let response = response("Content-Type:  text/html \t", "X-Request-ID: a:b", "Empty:")
    #expect(response.header("content-type") == "text/html")
    #expect(response.header("x-request-id") == "a:b")
    #expect(response.header("Empty") == "")
    #expect(response.header("content") == nil)
  }

  @Test("Retry-After is read as seconds, as milliseconds and as a date")
  func retryAfter() {
    #expect(response("Retry-After: 2.5").retryAfter(now: 0) == 2.5)
    #expect(response("retry-after: 9", "retry-after-ms: 250").retryAfter(now: 0) == 0.25)
    // RFC 9110's own example date is 784111777 seconds after 1970.
    #expect(response("Retry-After: Sun, 06 Nov 1994 08:49:37 GMT").retryAfter(now: 784_111_770) == 7)
    #expect(response("Retry-After: Sun, 06 Nov 1994 08:49:37 GMT").retryAfter(now: 784_111_999) == 0)
    #expect(response("Retry-After: soon").retryAfter(now: 0) == nil)
    #expect(response("Retry-After: -3").retryAfter(now: 0) == nil)
    #expect(response("Server: x").retryAfter(now: 0) == nil)
  }

  @Test("the loopback addresses are told from hosts that only look like them")
  func loopback() {
    for url in [
      "http://localhost", "http://LOCALHOST:80/v1", "https://127.0.0.1:8000", "http://[::1]:9/x", "localhost:8000",
    ] {
      #expect(Loopback.isHost(of: url), "\(url)")
    }
    for url in ["http://localhost.example", "https://api.openai.com/v1?x=localhost", "http://example/127.0.0.1"] {
      #expect(!Loopback.isHost(of: url), "\(url)")
    }
  }
}
