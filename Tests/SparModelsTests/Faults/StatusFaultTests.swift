// Servers that refuse: which refusals are tried again, how often, and after how long.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Faults: refusals", .timeLimit(.minutes(5)))
@Host
struct StatusFaultTests {
  @Test("a 429 with Retry-After is waited for and tried again")
  func retryAfter() async throws {
    let endpoint = try FaultyEndpoint { request in
      request.number == 0 ? StubReply(status: 429, headers: ["Retry-After": "7"], "") : .chat("at last")
    }
    let reply = try await endpoint.reply()
    #expect(reply.reply.text == "at last" && reply.attempts == 2 && endpoint.clock.now >= 7)
  }

  @Test("a 429 without Retry-After is tried five times, with growing waits")
  func limitedForEver() async throws {
    let endpoint = try FaultyEndpoint(StubReply(status: 429, "slow down"))
    #expect(await endpoint.fault() == ("model.rate_limit", 5))
    #expect(endpoint.clock.sleeps == endpoint.clock.sleeps.sorted() && endpoint.clock.now > 0)
  }

  @Test("500, 502 and 503 pass: the call succeeds when the server is well again", arguments: [500, 502, 503])
  func passing(status: Int) async throws {
    let endpoint = try FaultyEndpoint { request in
      request.number < 2 ? StubReply(status: status, "down") : .chat("well again")
    }
    let reply = try await endpoint.reply()
    #expect(reply.reply.text == "well again" && reply.attempts == 3 && endpoint.server.requests.count == 3)
  }

  @Test("a server that stays down is given up after five tries", arguments: [500, 502, 503])
  func staying(status: Int) async throws {
    let endpoint = try FaultyEndpoint(StubReply(status: status, "down"))
    #expect(await endpoint.fault() == ("model.server_error", 5))
  }

  @Test("an HTML error page of a proxy is quoted in one line")
  func page() async throws {
    let page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n</html>"
    let endpoint = try FaultyEndpoint(StubReply(status: 502, headers: ["Content-Type": "text/html"], page))
    let error = await #expect(throws: ModelError.self) { try await endpoint.reply() }
    #expect(error?.message.contains("<title>502 Bad Gateway</title>") == true)
    #expect(error?.message.contains("\n") == false && endpoint.server.requests.count == 5)
  }

  @Test("what waiting does not mend is asked once", arguments: [400, 401, 403, 404])
  func final(status: Int) async throws {
    let endpoint = try FaultyEndpoint(StubReply(status: status, headers: ["Retry-After": "1"], "no"))
    #expect(await endpoint.fault().requests == 1)
  }
}
