// Which models there are, and whether they can be asked.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Listing models", .timeLimit(.minutes(5)))
@Host
struct ModelListingTests {
  @Test("every configured model is listed with its address and where its key is, but never the key")
  func listing() throws {
    let text = """
      [models]
      b = {model = "qwen", base_url = "localhost:8000", concurrency = 8, price = {input = 1, output = 2, date = "2026-01-02"}}
      a = {provider = "anthropic", model = "claude", key_env = "MINE"}
      c = {provider = "sim", model = "master"}
      d = {model = "gpt", key_command = "pass show openai"}
      """
    let registry = ModelRegistry(configuration: try ModelConfiguration(parsing: text), environment: ["MINE": "sk-1"])
    let listing = registry.listing
    #expect(listing.map(\.name) == ["a", "b", "c", "d"])
    #expect(listing.map(\.key) == [.present("MINE"), .notNeeded, .notNeeded, .command])
    #expect(
      listing.map(\.address) == [
        "https://api.anthropic.com/v1", "http://localhost:8000/v1", nil, "https://api.openai.com/v1",
      ])
    #expect(listing.map(\.concurrency) == [64, 8, nil, 64])
    #expect(listing[1].price == Price(input: 1, output: 2, date: "2026-01-02"))
    #expect(!"\(listing)".contains("sk-1"))
  }

  @Test("servers of this machine are found with the names of their models; where nobody answers there is none")
  func found() async throws {
    let server = try StubServer { request in
      request.path == "/v1/models"
        ? StubReply(#"{"object":"list","data":[{"id":"qwen\u001b[31m3:8b"},{"id":"llama3.2"},{"no":1}]}"#)
        : StubReply(status: 404, "")
    }
    let other = try StubServer { _ in StubReply("<html>something else</html>") }
    let addresses = [
      (LocalServer.vllm, try BaseURL("127.0.0.1:\(try StubServer.closedPort())")), (.ollama, try BaseURL(server.url)),
      (.lmstudio, try BaseURL(other.url)),
    ]
    let found = await ModelRegistry(environment: [:]).found(at: addresses)
    #expect(found.map(\.server) == [.ollama] && found.first?.models == ["qwen[31m3:8b", "llama3.2"])
    #expect(server.requests.first?.method == "GET")
  }

  @Test("a check asks each model once and tells of each: what it took, or why it cannot be asked")
  func check() async throws {
    let good = try StubServer { _ in .chat("ok", usage: (9, 1)) }
    let bad = try StubServer { _ in StubReply(status: 503, "loading") }
    let text = """
      [models]
      bad = {model = "m", base_url = "\(bad.url)"}
      good = {model = "m", base_url = "\(good.url)", temperature = 0.5}
      keyless = {model = "gpt"}
      local = {provider = "sim", model = "master"}
      """
    let registry = ModelRegistry(
      configuration: try ModelConfiguration(parsing: text), environment: [:], clock: VirtualClock().clock)
    let checks = await registry.check()
    #expect(checks.map(\.name) == ["bad", "good", "keyless", "local"])
    #expect(checks.map { $0.error?.code } == ["model.server_error", nil, "model.key_missing", nil])
    #expect(try checks[1].result.get().usage == TokenUsage(input: 9, output: 1))
    #expect(try checks[3].result.get().isInProcess && bad.requests.count == 1 && good.requests.count == 1)
    let named = await registry.check(["good", "nobody"])
    #expect(named.map { $0.error?.code } == [nil, "model.unknown"])
  }
}
