// What servers say of their limits beside a reply, and what an endpoint makes of it.

import CurlKit
import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Rate-limit headers", .timeLimit(.minutes(5)))
@Host
struct RateLimitNoticeTests {
  nonisolated private static let body = Array(
    #"{"choices":[{"message":{"content":"ok"},"finish_reason":"stop"}]}"#.utf8)

  private func notice(_ headers: KeyValuePairs<String, String>) -> RateLimitNotice? {
    let lines = headers.map { "\($0): \($1)\r\n" }.joined()
    return RateLimitNotice(HTTPResponse(status: 200, head: Array("HTTP/1.1 200 OK\r\n\(lines)\r\n".utf8), body: []))
  }

  @Test("no such headers, no notice")
  func none() {
    #expect(notice(["X-Request-Id": "req-1", "X-Rate": "5"]) == nil)
  }

  @Test(
    "the durations of OpenAI are read",
    arguments: [
      ("1s", 1.0), ("6m0s", 360), ("20ms", 0.02), ("1h2m3.5s", 3723.5), ("1d", 86_400), ("0", 0), ("17", 17),
      ("soon", nil), ("5 s", nil), ("", nil), ("-3", 0),
    ])
  func durations(text: String, seconds: Double?) {
    let headers: KeyValuePairs = ["X-RateLimit-Remaining-Requests": "9", "x-ratelimit-reset-requests": text]
    #expect(notice(headers) == RateLimitNotice(remainingRequests: 9, requestsReset: seconds))
  }

  @Test("the times of Anthropic are read as seconds from now")
  func times() throws {
    let past = "2001-09-09T01:46:40Z"
    let headers: KeyValuePairs = [
      "anthropic-ratelimit-requests-remaining": "0", "anthropic-ratelimit-requests-reset": past,
      "anthropic-ratelimit-tokens-remaining": "12000",
      "anthropic-ratelimit-tokens-reset": "2286-11-20T19:46:39.5+02:00",
    ]
    let notice = try #require(self.notice(headers))
    #expect(notice.remainingRequests == 0 && notice.requestsReset == 0 && notice.remainingTokens == 12_000)
    // 9,999,999,999.5 - 7,200 s since 1970, seen from some moment of this century.
    let reset = try #require(notice.tokensReset)
    #expect(reset > 9_999_992_799 - 4_102_444_800 && reset < 9_999_992_800 - 1_700_000_000)
  }

  @Test("where nothing is left, the next call waits for the reset; where something is, it does not")
  func exhausted() async throws {
    let server = try StubServer { request in
      let left = request.number == 0 ? "1" : "0"
      return StubReply(
        headers: ["x-ratelimit-remaining-tokens": left, "x-ratelimit-reset-tokens": "1m30s"], body: Self.body)
    }
    let clock = VirtualClock()
    let registry = ModelRegistry(environment: ["OPENAI_BASE_URL": server.url], clock: clock.clock)
    let model = try registry.model("openai/m")
    for _ in 0..<2 { _ = try await model.reply(to: .plain()) }
    #expect(clock.sleeps.isEmpty && model.endpoint.pause == 90)
    _ = try await model.reply(to: .plain())
    #expect(clock.sleeps == [90] && clock.now == 90)
  }

  @Test("a rejection without Retry-After is waited for as its headers say")
  func rejection() async throws {
    let server = try StubServer { request in
      request.number > 0
        ? .chat("ok")
        : StubReply(
          status: 429, headers: ["x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "12s"], "")
    }
    let clock = VirtualClock(chance: 0)
    let registry = ModelRegistry(environment: ["OPENAI_BASE_URL": server.url], clock: clock.clock)
    #expect(try await registry.model("openai/m").reply(to: .plain()).attempts == 2)
    #expect(clock.sleeps == [12])
  }
}
