// Reading spar.toml.

import SparCore
import SparModels
import Testing

@Suite("Model configuration")
struct ModelConfigurationTests {
  @Test("every setting is read")
  func everything() throws {
    let configuration = try ModelConfiguration(
      parsing: """
        [models.fast]
        provider = "openai"
        model = "qwen/qwen3-8b"
        base_url = "http://localhost:8000/"
        key_env = "LOCAL_KEY"
        key_command = "pass show local"
        concurrency = 256
        timeout = 90
        temperature = 0.7
        top_p = 0.95
        max_tokens = 2048
        seed = 0
        stop = ["###", "END"]
        price = { input = 0.15, output = 0.6, date = 2026-05-01 }

        [models."gpt-4.1"]
        model = "gpt-4.1"

        [roles]
        author = "fast"
        contenders = ["fast", "sim/master"]

        [limits]
        concurrency = 32
        timeout = 300
        connect_timeout = 5
        idle_timeout = 20.5
        attempts = 3
        """)
    let fast = try #require(configuration.models["fast"])
    #expect(fast.provider == .openai && fast.model == "qwen/qwen3-8b")
    #expect(fast.baseURL?.description == "http://localhost:8000/v1")
    #expect(fast.keyVariable == "LOCAL_KEY" && fast.keyCommand == "pass show local")
    #expect(fast.concurrency == 256 && fast.timeout == 90)
    #expect(fast.sampling == Sampling(temperature: 0.7, topP: 0.95, maxTokens: 2048, seed: 0, stop: ["###", "END"]))
    #expect(fast.price == Price(input: 0.15, output: 0.6, date: "2026-05-01"))
    #expect(configuration.models["gpt-4.1"]?.provider == .openai)
    #expect(configuration.roles == [.author: ["fast"], .contenders: ["fast", "sim/master"]])
    #expect(configuration.limits.concurrency == 32 && configuration.limits.idleTimeout == 20.5)
    #expect(configuration.limits.timeout == 300 && configuration.limits.connectTimeout == 5)
    #expect(configuration.limits.attempts == 3)
  }

  @Test("how a model is asked: its server, streams, structured replies, parameters that Spar does not know")
  func wire() throws {
    let configuration = try ModelConfiguration(
      parsing: """
        [models.claude]
        provider = "anthropic"
        model = "claude-sonnet-4-5"
        stream = true
        structured = "prompt"
        presence_penalty = -1.5
        [models.claude.extra]
        thinking = { type = "enabled", budget_tokens = 2048 }
        [models.near]
        provider = "ollama"
        model = "llama3.2"
        """)
    let claude = try #require(configuration.models["claude"])
    #expect(claude.provider == .anthropic && claude.baseURL == nil && claude.streams)
    #expect(claude.structured == .prompt && claude.sampling.extra["presence_penalty"] == -1.5)
    #expect(claude.sampling.extra["thinking"] == ["budget_tokens": 2048, "type": "enabled"])
    let near = try #require(configuration.models["near"])
    #expect(near.provider == .openai && near.baseURL?.description == "http://127.0.0.1:11434/v1")
    #expect(!near.streams && near.structured == nil)
  }

  @Test("a parameter that a model does not take is never sent, whoever asks for it")
  func omitted() throws {
    let text = "[models.thinker]\nmodel = \"m\"\nmax_tokens = 9000\nomit = [\"temperature\"]"
    let defaults = try #require(try ModelConfiguration(parsing: text).models["thinker"]).sampling
    let asked = Sampling(temperature: 0.7).merged(over: defaults).merged(over: Sampling(temperature: 1, topP: 0.5))
    #expect(asked.json == ["top_p": 0.5, "max_tokens": 9000])
    let error = #expect(throws: ModelError.self) {
      try ModelConfiguration(parsing: text.replacing("[\"temperature\"]", with: "[\"heat\"]"))
    }
    #expect(error?.message.contains("heat") == true)
  }

  @Test("limits per minute are read for a model and for all, and must be whole numbers from 1")
  func perMinute() throws {
    let text = """
      [models.m]
      model = "m"
      requests_per_minute = 500
      tokens_per_minute = 30000
      [limits]
      requests_per_minute = 60
      """
    let configuration = try ModelConfiguration(parsing: text)
    #expect(configuration.models["m"]?.requestsPerMinute == 500)
    #expect(configuration.models["m"]?.tokensPerMinute == 30_000)
    #expect(configuration.limits.requestsPerMinute == 60 && configuration.limits.tokensPerMinute == nil)
    #expect(throws: ModelError.self) { try ModelConfiguration(parsing: "[limits]\ntokens_per_minute = 0") }
  }

  @Test("a model may be asked in batches")
  func batches() throws {
    let configuration = try ModelConfiguration(
      parsing: "[models.a]\nmodel = \"a\"\nmode = \"batch\"\n[models.b]\nmodel = \"b\"\n[limits]\nbatch_poll = 300")
    #expect(configuration.models["a"]?.isBatched == true && configuration.models["b"]?.isBatched == false)
    #expect(configuration.limits.batchPoll == 300 && CallLimits().batchPoll == 30)
  }

  @Test("an empty file configures nothing")
  func empty() throws {
    #expect(try ModelConfiguration(parsing: "# nothing\n") == ModelConfiguration())
  }

  @Test(
    "a mistake is named with its line and what was meant",
    arguments: [
      ("[model.x]\nmodel = \"m\"", "spar.toml:1: model is no setting.", "Did you mean models?"),
      (
        "\n[models.x]\nmodel = \"m\"\ntemprature = 1", "spar.toml:4: models.x.temprature is no setting.",
        "Did you mean temperature?"
      ),
      ("[models.x]\nmodel = \"m\"\nprice = {inptu = 1}", "spar.toml:3: models.x.price.inptu is no setting.", "input"),
      (
        "[models.x]\nprovider = \"openai\"", "spar.toml:1: models.x needs model, its name on the wire.", ""
      ),
      (
        "[models.x]\nmodel = \"m\"\nprovider = \"claude\"",
        "spar.toml:3: models.x.provider is \"claude\", which is none of openai, anthropic, sim, scripted, vllm, ", ""
      ),
      (
        "[models.x]\nmodel = \"m\"\ntimeout = \"5\"", "spar.toml:3: models.x.timeout must be a number, not below 0.", ""
      ),
      (
        "[limits]\nconcurrency = 0", "spar.toml:2: limits.concurrency must be a whole number, not below 1.", ""
      ),
      ("[roles]\njuge = \"x\"", "spar.toml:2: roles.juge is no setting.", "Did you mean judge?"),
      ("[roles]\njudge = []", "spar.toml:2: roles.judge must be a text in quotes or a list of such.", ""),
      ("[roles]\njudge = [1, \"x\"]", "spar.toml:2: roles.judge must be a text in quotes or a list of such.", ""),
      (
        "[models.\"a.b\"]\nmodel = \"m\"\nbase_url = \"ftp://x\"",
        "spar.toml:3: models.a.b.base_url must begin with http:// or https://.", ""
      ),
      (
        "[models.x]\nmodel = \"m\"\nstructured = \"xml\"",
        "spar.toml:3: models.x.structured is \"xml\", which is none of response_format, json_object, prompt.", ""
      ),
      (
        "[models.x]\nmodel = \"m\"\nmode = \"slow\"",
        "spar.toml:3: models.x.mode is \"slow\", which is none of batch, live.", ""
      ),
      (
        "[models.x]\nmodel = \"m\"\nprovider = \"anthropic\"\nmode = \"batch\"",
        "spar.toml:4: models.x.mode can be \"batch\" only at OpenAI's protocol.", ""
      ),
      ("[limits]\nbatch_poll = 0.5", "spar.toml:2: limits.batch_poll must be a number, not below 1.", ""),
      ("[models.x]\nmodel = \"m\"\nstream = 1", "spar.toml:3: models.x.stream must be true or false.", ""),
      (
        "[models.x]\nmodel = \"m\"\nextra = { messages = [] }",
        "spar.toml:3: models.x.extra.messages is set by Spar itself.", ""
      ),
      ("models = 3", "spar.toml:1: models must be a table.", ""),
      (
        "[models.x]\nmodel = \"m\"\nprice = {input = 1}",
        "spar.toml:3: models.x.price needs input and output, in USD per million tokens.", ""
      ),
    ])
  func mistakes(text: String, message: String, hint: String) {
    let error = error(in: text)
    #expect(error?.code == "config.invalid" && error?.exitCode == .configuration)
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "no error")")
    #expect(hint.isEmpty || error?.hint?.contains(hint) == true, "\(error?.hint ?? "no hint")")
  }

  @Test("a file that is no TOML is named with its line")
  func malformed() {
    #expect(error(in: "[limits]\nattempts = = 3")?.message.hasPrefix("spar.toml:2: ") == true)
    #expect(error(in: "a = 1\u{0}")?.message == "spar.toml: the file holds a zero byte.")
    #expect(error(in: "[limits]\ntimeout = inf")?.message == "spar.toml: a number is infinite or not a number.")
  }

  @Test("a missing file is no configuration, one that cannot be read or is not UTF-8 is an error")
  func files() throws {
    #expect(try ModelConfiguration.load("/nonexistent/spar.toml") == nil)
    #expect(throws: ModelError.self) { try ModelConfiguration.load("/proc/self/mem") }
    #expect(throws: ModelError.self) { try ModelConfiguration.load("/proc/self/exe") }
  }

  private func error(in text: String) -> ModelError? {
    do throws(ModelError) {
      _ = try ModelConfiguration(parsing: text)
      return nil
    } catch {
      return error
    }
  }
}
