// Reads the text of `spar.toml` into a ModelConfiguration, or says with file and line why not.

internal import SparCore
internal import TOMLKit

struct ConfigurationReader {
  private let root: ConfigurationTable

  init(text: String, file: String) throws(ModelError) {
    let members = try Self.members(of: text, file: file)
    root = ConfigurationTable(path: [], members: members, source: ConfigurationSource(text: text, file: file))
  }

  /// By way of JSON, whose values the rest of Spar knows how to read.
  private static func members(of text: String, file: String) throws(ModelError) -> JSONObject {
    guard !text.utf8.contains(0) else { throw .configuration("the file holds a zero byte.", place: file) }
    let table: TOMLTable
    do { table = try TOMLTable(string: text) } catch let error as TOMLParseError {
      throw .configuration("\(error.description).", place: "\(file):\(error.source.begin.line)")
    } catch {
      throw .configuration("the file is not TOML.", place: file)
    }
    guard let members = (try? JSON(parsing: table.convert(to: .json)))?.object else {
      throw .configuration("a number is infinite or not a number.", place: file)
    }
    return members
  }

  func configuration() throws(ModelError) -> ModelConfiguration {
    try root.check(known: ["models", "roles", "limits", "voter"])
    var configuration = ModelConfiguration()
    if let models = try root.table("models") {
      for name in models.members.keys {
        guard let table = try models.table(name) else { continue }
        configuration.models[name] = try entry(table)
      }
    }
    configuration.voter = try root.text("voter")
    configuration.roles = try root.table("roles").map(roles)
    configuration.limits = try root.table("limits").map(limits) ?? CallLimits()
    return configuration
  }

  // MARK: Tables

  private func entry(_ table: ConfigurationTable) throws(ModelError) -> ModelEntry {
    try table.check(known: [
      "provider", "model", "base_url", "key_env", "key_command", "concurrency", "requests_per_minute",
      "tokens_per_minute", "timeout", "temperature", "top_p", "max_tokens", "seed", "stop", "omit", "extra",
      "frequency_penalty", "presence_penalty", "stream", "structured", "price", "score", "class", "batch_size",
      "dimensions", "mode",
    ])
    guard let model = try table.text("model") else {
      throw table.wrong("needs model, its name on the wire")
    }
    let (provider, local) = try provider(table)
    var entry = ModelEntry(provider: provider, model: model)
    entry.baseURL = try baseURL(table) ?? local?.url
    entry.keyVariable = try table.text("key_env")
    entry.keyCommand = try table.text("key_command")
    entry.concurrency = try table.integer("concurrency")
    entry.requestsPerMinute = try table.integer("requests_per_minute")
    entry.tokensPerMinute = try table.integer("tokens_per_minute")
    entry.timeout = try table.number("timeout")
    entry.sampling = try sampling(table)
    entry.isBatched = try isBatched(table, provider)
    entry.batchRequests = entry.isBatched ? try table.integer("batch_size") : nil
    entry.streams = try table.flag("stream") ?? false
    entry.structured = try structured(table)
    entry.price = try table.table("price").map(price)
    entry.reward = try RewardSettings(table)
    entry.embedding = try EmbeddingSettings(table)
    return entry
  }

  private func provider(
    _ table: ConfigurationTable
  ) throws(ModelError) -> (kind: ProviderKind, local: LocalServer?) {
    guard let name = try table.text("provider") else { return (.openai, nil) }
    if let kind = ProviderKind(rawValue: name) { return (kind, nil) }
    if let local = LocalServer(rawValue: name) { return (.openai, local) }
    let known = ProviderKind.allCases.map(\.rawValue) + LocalServer.allCases.map(\.rawValue)
    throw table.wrong("provider", "is \"\(name)\", which is none of \(known.joined(separator: ", "))")
  }

  private func isBatched(_ table: ConfigurationTable, _ provider: ProviderKind) throws(ModelError) -> Bool {
    guard let mode = try table.text("mode") else { return false }
    guard mode == "batch" || mode == "live" else {
      throw table.wrong("mode", "is \"\(mode)\", which is none of batch, live")
    }
    if mode == "batch", provider != .openai { throw table.wrong("mode", "can be \"batch\" only at OpenAI's protocol") }
    return mode == "batch"
  }

  private func structured(_ table: ConfigurationTable) throws(ModelError) -> StructuredForm? {
    guard let name = try table.text("structured") else { return nil }
    if let form = StructuredForm(rawValue: name) { return form }
    let known = StructuredForm.allCases.map(\.rawValue).joined(separator: ", ")
    throw table.wrong("structured", "is \"\(name)\", which is none of \(known)")
  }

  private func baseURL(_ table: ConfigurationTable) throws(ModelError) -> BaseURL? {
    guard let text = try table.text("base_url") else { return nil }
    do { return try BaseURL(text) } catch { throw table.wrong("base_url", error.reason) }
  }

  private func sampling(_ table: ConfigurationTable) throws(ModelError) -> Sampling {
    var sampling = Sampling(
      temperature: try table.number("temperature"), topP: try table.number("top_p"),
      maxTokens: try table.integer("max_tokens"), seed: try table.integer("seed", from: 0),
      stop: try table.texts("stop") ?? [])
    sampling.extra = try extra(table)
    sampling.omitted = try table.texts("omit") ?? []
    if let stray = sampling.omitted.first(where: { !Sampling.names.contains($0) }) {
      throw table.wrong("omit", "names \"\(stray)\", which is none of \(Sampling.names.joined(separator: ", "))")
    }
    return sampling
  }

  /// Parameters that Spar does not know.
  private func extra(_ table: ConfigurationTable) throws(ModelError) -> JSONObject {
    var extra = JSONObject()
    for name in ["frequency_penalty", "presence_penalty"] {
      extra[name] = try table.number(name, from: -2).map { .double($0) }
    }
    guard let further = try table.table("extra") else { return extra }
    for member in further.members.members {
      guard !ModelEntry.ownMembers.contains(member.key) else {
        throw further.wrong(member.key, "is set by Spar itself")
      }
      extra[member.key] = member.value
    }
    return extra
  }

  private func price(_ table: ConfigurationTable) throws(ModelError) -> Price {
    try table.check(known: ["input", "output", "date"])
    guard let input = try table.number("input"), let output = try table.number("output") else {
      throw table.wrong("needs input and output, in USD per million tokens")
    }
    return Price(input: input, output: output, date: try table.text("date"))
  }

  private func roles(_ table: ConfigurationTable) throws(ModelError) -> [Role: [String]] {
    try table.check(known: Role.allCases.map(\.rawValue))
    var roles: [Role: [String]] = [:]
    for role in Role.allCases { roles[role] = try table.texts(role.rawValue) }
    return roles
  }

  private func limits(_ table: ConfigurationTable) throws(ModelError) -> CallLimits {
    try table.check(known: [
      "concurrency", "requests_per_minute", "tokens_per_minute", "timeout", "connect_timeout", "idle_timeout",
      "attempts", "batch_poll",
    ])
    var limits = CallLimits()
    limits.concurrency = try table.integer("concurrency") ?? limits.concurrency
    limits.requestsPerMinute = try table.integer("requests_per_minute")
    limits.tokensPerMinute = try table.integer("tokens_per_minute")
    limits.timeout = try table.number("timeout") ?? limits.timeout
    limits.connectTimeout = try table.number("connect_timeout") ?? limits.connectTimeout
    limits.idleTimeout = try table.number("idle_timeout") ?? limits.idleTimeout
    limits.batchPoll = try table.number("batch_poll", from: 1) ?? limits.batchPoll
    limits.attempts = try table.integer("attempts") ?? limits.attempts
    return limits
  }
}
