// A user's own search server: what it is asked, and what goes wrong with it.

import LoopKit
import SparCore
@testable import SparModels
import SparTesting
import Testing

@Suite("SearchEndpoint", .timeLimit(.minutes(5)))
@Host
struct SearchEndpointTests {
  private func search(_ endpoint: SearchEndpoint, environment: [String: String] = [:]) async throws -> JSON {
    try await ModelRegistry(environment: environment).search("tides & \"lamps\"?", at: endpoint)
  }

  private func error(_ endpoint: SearchEndpoint, environment: [String: String] = [:]) async -> ModelError? {
    await #expect(throws: ModelError.self) { _ = try await search(endpoint, environment: environment) }
  }

  @Test(
    "the question stands in the address, whatever it holds",
    arguments: [
      ("", "/?q=tides%20%26%20%22lamps%22%3F"), ("/find", "/find?q=tides%20%26%20%22lamps%22%3F"),
      ("/find?lang=en", "/find?lang=en&q=tides%20%26%20%22lamps%22%3F"),
      ("/find?", "/find?q=tides%20%26%20%22lamps%22%3F"), ("/a#b", "/a?q=tides%20%26%20%22lamps%22%3F"),
    ])
  func address(_ path: String, _ asked: String) async throws {
    let server = try StubServer { StubReply("{\"path\": \"\($0.path)\"}") }
    let answer = try await search(SearchEndpoint(url: server.url + path))
    #expect(answer["path"]?.string == asked)
  }

  @Test("a key comes from the environment, goes into the header, and never comes back")
  func key() async throws {
    let server = try StubServer {
      StubReply("{\"seen\": \"\($0.headers["x-key"] ?? $0.headers["authorization"] ?? "")\"}")
    }
    var endpoint = SearchEndpoint(url: server.url)
    endpoint.keyVariable = "SEARCH_KEY"
    #expect(try await search(endpoint, environment: ["SEARCH_KEY": "sk-1"])["seen"]?.string == "Bearer [key]")
    endpoint.keyHeader = "X-Key"
    #expect(try await search(endpoint, environment: ["SEARCH_KEY": "sk-1"])["seen"]?.string == "[key]")
    #expect(await error(endpoint)?.code == "search.key_missing")
  }

  @Test("only http and https are asked", arguments: ["file:///etc/passwd", "ftp://x/", "/etc/passwd", "http:x", ""])
  func schemes(_ url: String) async {
    #expect(await error(SearchEndpoint(url: url))?.code == "search.invalid")
  }

  @Test("what goes wrong is said without naming the host")
  func failures() async throws {
    let server = try StubServer { request in
      switch request.path.prefix(5) {
      case "/html": StubReply("<html>")
      case "/long": StubReply(String(repeating: "x", count: 5000))
      case "/move": StubReply(status: 302, headers: ["Location": "http://127.0.0.1:1/"], "")
      default: StubReply(status: 500, "secret words of the server")
      }
    }
    for (path, sentence) in [
      ("/html", "The search server's answer is not JSON."), ("/fail", "The search server answered with HTTP 500."),
      ("/long", "The search server's answer has more than 1000 bytes."),
      ("/move", "The search server answered with HTTP 302."),
    ] {
      var endpoint = SearchEndpoint(url: server.url + path)
      endpoint.bytes = 1000
      #expect(await error(endpoint)?.message == sentence)
    }
    server.stop()
    let gone = await error(SearchEndpoint(url: server.url))
    #expect(gone?.message == "The search server cannot be reached.")
  }
}
