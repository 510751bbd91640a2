// Finding models, keys and roles.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Model registry")
@Host
struct ModelRegistryTests {
  private func registry(_ text: String = "", _ environment: [String: String] = [:]) throws -> ModelRegistry {
    ModelRegistry(configuration: try ModelConfiguration(parsing: text), environment: environment)
  }

  @Test("with no configuration there are OpenAI by its key, and the simulated pool")
  func plainNames() throws {
    let registry = try registry("", ["OPENAI_API_KEY": "k"])
    let model = try registry.model("openai/org/gpt-9")
    #expect(model.kind == .openai && model.wireName == "org/gpt-9" && !model.isSimulated)
    #expect(try model.endpointKey == BaseURL("https://api.openai.com/v1").key)
    let simulated = try registry.model("sim/master?skill=0.7")
    #expect(simulated.isSimulated && simulated.wireName == "master?skill=0.7")
    #expect(simulated.endpointKey != model.endpointKey)
    #expect(try registry.model("openai/org/gpt-9") === model)
  }

  @Test("an alias brings its own wire name, address, sampling and price")
  func alias() throws {
    let registry = try registry(
      """
      [models.fast]
      model = "qwen"
      base_url = "localhost:8000"
      temperature = 0.2
      price = {input = 0.5, output = 1.5}
      """)
    let model = try registry.model("fast")
    #expect(model.name == "fast" && model.wireName == "qwen")
    #expect(try model.endpointKey == BaseURL("http://localhost:8000/v1/").key)
    #expect(model.defaults.temperature == 0.2)
    #expect(model.cost(of: TokenUsage(input: 1000, output: 101)) == 652)  // 500 + 151.5
    #expect(registry.names == ["fast"])
  }

  @Test("a cost without a price is unknown, and nothing for a simulated model")
  func unknownPrice() throws {
    let registry = try registry("", ["OPENAI_API_KEY": "k"])
    #expect(try registry.model("openai/x").cost(of: TokenUsage(input: 1, output: 1)) == nil)
    #expect(try registry.model("sim/judge").cost(of: TokenUsage(input: 1, output: 1)) == 0)
  }

  @Test(
    "an unknown name is an error that names the nearest and the ways to name a model",
    arguments: [
      ("fats", "fast"), ("openia/gpt-9", "openai/gpt-9"), ("sim-master", "sim/master"), ("sim/mastr", "sim/master"),
      ("scripted/none", "scripted/NAME"), ("sim/", "sim"), ("", "openai"), ("olama/x", "ollama/x"),
    ])
  func unknown(name: String, nearest: String) throws {
    let registry = try registry("[models.fast]\nmodel = \"m\"\nbase_url = \"localhost:1\"")
    let error = modelError { () throws(ModelError) in try registry.model(name) }
    #expect(error?.code == "model.unknown" && error?.exitCode == .configuration)
    #expect(error?.hint?.contains(nearest) == true)
  }

  @Test("base URLs come from OPENAI_BASE_URL before OPENAI_API_BASE; an empty variable counts as unset")
  func baseURLs() throws {
    let new = ["OPENAI_BASE_URL": "localhost:1", "OPENAI_API_BASE": "localhost:2"]
    #expect(try registry("", new).model("openai/x").endpointKey == BaseURL("localhost:1").key)
    let old = ["OPENAI_BASE_URL": "", "OPENAI_API_BASE": "localhost:2"]
    #expect(try registry("", old).model("openai/x").endpointKey == BaseURL("localhost:2").key)
    let registry = try registry("", ["OPENAI_BASE_URL": "ftp://x"])
    #expect(modelError { () throws(ModelError) in try registry.model("openai/x") }?.code == "config.invalid")
  }

  /// The error of the first request, which nothing listens for.
  private func firstError(_ name: String, of registry: ModelRegistry) async throws -> ModelError? {
    let model = try registry.model(name)
    return await modelError { () async throws(ModelError) in try await model.reply(to: .plain()) }
  }

  @Test(
    "a secure endpoint needs a key, which is missed by the first request and not before",
    arguments: [
      ("", "OPENAI_API_KEY"), ("base_url = \"https://api.openai.com\"", "OPENAI_API_KEY"),
      ("base_url = \"https://other.example\"", "key_env"), ("key_env = \"MY_KEY\"", "MY_KEY"),
      ("provider = \"anthropic\"", "ANTHROPIC_API_KEY"),
    ])
  func missingKeys(setting: String, missing: String) async throws {
    let registry = try registry("[models.m]\nmodel = \"m\"\n\(setting)")
    let error = try await firstError("m", of: registry)
    #expect(error?.code == "model.key_missing" && error?.exitCode == .configuration)
    #expect(error?.message.contains(missing) == true)
    #expect(registry.listing.map(\.key) == [.missing(missing)])
  }

  @Test(
    "plain http and this machine need no key",
    arguments: ["base_url = \"http://other.example\"", "base_url = \"https://localhost:8443\"", "provider = \"vllm\""])
  func neededByNone(setting: String) throws {
    let listing = try registry("[models.m]\nmodel = \"m\"\n\(setting)").listing
    #expect(listing.map(\.key) == [.notNeeded])
  }

  @Test("OPENAI_API_KEY is not sent to an address that a file names")
  func foreignAddress() async throws {
    let registry = try registry(
      "[models.m]\nmodel = \"m\"\nbase_url = \"https://other.example\"", ["OPENAI_API_KEY": "secret"])
    let error = try await firstError("m", of: registry)
    #expect(error?.code == "model.key_missing" && error?.description.contains("secret") == false)
  }

  @Test("a key with a line break is refused without showing it")
  func badKey() async throws {
    let registry = try registry("", ["OPENAI_API_KEY": "sk-secret\nX-Evil: 1"])
    let error = try await firstError("openai/x", of: registry)
    #expect(error?.code == "model.key_missing" && error?.description.contains("sk-secret") == false)
  }

  @Test("a local server is named by its kind, and is asked at its usual port without a key")
  func localServers() throws {
    let registry = try registry("", ["OPENAI_API_KEY": "k"])
    let ports = [("vllm", 8000), ("llamacpp", 8080), ("ollama", 11434), ("lmstudio", 1234)]
    for (name, port) in ports {
      let model = try registry.model("\(name)/org/model:7b")
      #expect(model.kind == .openai && model.wireName == "org/model:7b")
      #expect(try model.endpointKey == BaseURL("http://127.0.0.1:\(port)/v1").key)
    }
  }

  @Test("models at one address share a line, the narrowest that one of them asks for")
  func sharedLine() throws {
    let registry = try registry(
      """
      [models]
      a = {model = "a", base_url = "localhost:9", concurrency = 8}
      b = {model = "b", base_url = "http://localhost:9/v1/", concurrency = 4, timeout = 3}
      c = {model = "c", base_url = "localhost:10"}
      [limits]
      concurrency = 7
      """)
    #expect(try registry.model("a").endpoint === registry.model("b").endpoint)
    #expect(try registry.model("a").endpoint.queue.limit == 4)
    #expect(try registry.model("c").endpoint.queue.limit == 7)
  }

  @Test("what goes on is told for each endpoint, by the names of its models and without its address")
  func activity() throws {
    let registry = try registry(
      """
      [models]
      b = {model = "b", base_url = "localhost:9"}
      a = {model = "a", base_url = "http://localhost:9/v1/"}
      c = {model = "c", base_url = "localhost:10", concurrency = 3}
      """)
    #expect(registry.activity.isEmpty)
    for name in ["c", "b", "a"] { _ = try registry.model(name) }
    #expect(
      registry.activity
        == [EndpointActivity(models: ["a", "b"], limit: 8), EndpointActivity(models: ["c"], limit: 3)])
  }

  @Test("a registered provider answers for its name, and a later one replaces it")
  func registered() async throws {
    let registry = try registry("[models.quiz]\nprovider = \"scripted\"\nmodel = \"demo\"")
    registry.register("scripted/demo", provider: FakeProvider { _, model in ChatReply(text: "first \(model)") })
    #expect(try await registry.model("scripted/demo").reply(to: .plain()).reply.text == "first demo")
    registry.register("scripted/demo", provider: FakeProvider { _, model in ChatReply(text: "second") })
    #expect(try await registry.model("scripted/demo").reply(to: .plain()).reply.text == "second")
    #expect(try await registry.model("quiz").reply(to: .plain()).reply.text == "second")
    #expect(try registry.model("scripted/demo").isSimulated == false)
  }

  @Test("with no configuration the roles are the simulated pool's")
  func simulatedRoles() throws {
    let registry = try registry()
    let roles = try Role.allCases.flatMap { role in try registry.role(role.rawValue).map { "\(role.rawValue) \($0)" } }
    #expect(
      roles == [
        "author sim/author", "suggester sim/suggester", "editor sim/editor", "target sim/apprentice", "judge sim/judge",
        "contenders sim/journeyman", "contenders sim/master", "contenders sim/novice", "embedder sim/embedder",
      ])
    for name in try Role.allCases.flatMap({ try registry.role($0) }) {
      #expect(try registry.model(name).isSimulated)
    }
  }

  @Test("configured roles fall back to configured models only")
  func configuredRoles() throws {
    let registry = try registry("[roles]\nauthor = \"a\"\njudge = [\"j\", \"k\"]")
    #expect(try registry.role("suggester") == ["a"])
    #expect(try registry.role("judge") == ["j", "k"])
    let unset = modelError { () throws(ModelError) in try registry.role("contenders") }
    #expect(unset?.code == "model.role_unset" && unset?.message.contains("contenders") == true)
    let unknown = modelError { () throws(ModelError) in try registry.role("juge") }
    #expect(unknown?.code == "model.role_unknown" && unknown?.hint?.contains("judge") == true)
  }
}

/// The error that `body` throws; `nil` where it throws none.
@Host
func modelError<Value>(_ body: @Host () throws(ModelError) -> Value) -> ModelError? {
  do throws(ModelError) {
    _ = try body()
    return nil
  } catch {
    return error
  }
}

/// The error that `body` throws; `nil` where it throws none.
@Host
func modelError<Value>(_ body: @Host () async throws(ModelError) -> Value) async -> ModelError? {
  do throws(ModelError) {
    _ = try await body()
    return nil
  } catch {
    return error
  }
}
