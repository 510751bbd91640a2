// spar models, spar models check

import SparTesting
import Testing

@Suite("spar models")
struct ModelsCommandTests {
  private func project(_ text: String) throws -> ProjectFolder {
    let folder = try ProjectFolder()
    try folder.write(text, to: "spar.toml")
    return folder
  }

  @Test("configured models are listed with address, price, width and where the key is; the key is not shown")
  func list() throws {
    let folder = try project(
      """
      [models.judge]
      model = "gpt-4.1"
      key_env = "MINE"
      price = { input = 2, output = 8.5, date = "2026-05-01" }
      [models.small]
      model = "qwen"
      base_url = "http://127.0.0.1:9/v1"
      concurrency = 8
      [models.other]
      model = "m"
      base_url = "https://other.example/v1"
      """)
    let run = try SparProcess.run("models", in: folder, environment: ["MINE": "sk-secret"])
    #expect(run.code == 0 && !run.output.contains("sk-secret"))
    let lines = run.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(lines.contains("judge openai/gpt-4.1 https://api.openai.com/v1 $2 / $8.5 (2026-05-01) 64 MINE"))
    #expect(lines.contains("small openai/qwen http://127.0.0.1:9/v1 $? 8 none needed"))
    #expect(lines.contains("other openai/m https://other.example/v1 $? 64 key_env is missing"))
  }

  @Test("a check that succeeds tells tokens and ends with 0; nothing is stored")
  func good() throws {
    let server = try StubServer { _ in .chat("ok", usage: (9, 1)) }
    let folder = try project("[models.m]\nmodel = \"m\"\nbase_url = \"\(server.url)\"")
    let run = try SparProcess.run("models", "check", in: folder)
    #expect(run.code == 0 && run.output.hasPrefix("m  ok  ") && run.output.contains("9 + 1 tokens"))
    #expect(server.requests.count == 1 && !folder.has("spar.db"))
  }

  @Test("a check ends with the exit code of the first model that fails, and tells of all")
  func bad() throws {
    let server = try StubServer { _ in StubReply(status: 401, #"{"error":{"message":"no such key"}}"#) }
    let folder = try project(
      """
      [models.a]
      model = "m"
      base_url = "\(server.url)"
      [models.b]
      model = "m"
      base_url = "http://127.0.0.1:\(try StubServer.closedPort())"
      """)
    let both = try SparProcess.run("models", "check", in: folder)
    #expect(both.code == 77 && both.output.contains("no such key") && both.output.contains("cannot be reached"))
    #expect(try SparProcess.run("models", "check", "b", in: folder).code == 69)
    #expect(try SparProcess.run("models", "check", "openai/m", in: folder).code == 78)
  }
}
