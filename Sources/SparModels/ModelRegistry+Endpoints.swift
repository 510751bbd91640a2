// From a configured model to its server: which address, which key, which limits.

internal import CurlKit
internal import LoopKit
internal import SparCore

extension ModelRegistry {
  func served(_ name: String, _ entry: ModelEntry) throws(ModelError) -> Model {
    let url: BaseURL = if let url = entry.baseURL { url } else { try defaultURL() }
    let place = ModelError.Place(model: name, endpoint: url.description)
    let source = try keySource(entry, url, place)
    let server = try server(
      ServerIdentity(
        url: url, keySource: source, timeout: entry.timeout ?? configuration.limits.timeout), place)
    return Model(
      name: name, kind: .openai, wireName: entry.model, endpointKey: url.key, price: entry.price,
      defaults: entry.sampling, endpoint: server.endpoint, provider: server.provider)
  }

  private func server(_ identity: ServerIdentity, _ place: ModelError.Place) throws(ModelError) -> Server {
    if let known = endpoints[identity] { return known }
    let limits = configuration.limits
    let provider = OpenAIProvider(
      url: identity.url, key: try key(identity.keySource, place), client: client,
      limits: HTTPLimits(connect: limits.connectTimeout, total: identity.timeout, idle: limits.idleTimeout))
    let server = Server(endpoint: endpoint(identity.url), provider: provider)
    endpoints[identity] = server
    return server
  }

  /// One line per address, whichever keys and timeouts its models use.
  private func endpoint(_ url: BaseURL) -> Endpoint {
    if let known = endpoints.first(where: { $0.key.url == url }) { return known.value.endpoint }
    let limits = configuration.limits
    let entries = entries(at: url)
    return Endpoint(
      concurrency: smallest(\.concurrency, entries) ?? limits.concurrency, pace: url.isLoopback ? .near : .far,
      requestsPerMinute: smallest(\.requestsPerMinute, entries) ?? limits.requestsPerMinute,
      tokensPerMinute: smallest(\.tokensPerMinute, entries) ?? limits.tokensPerMinute, policy: policy, clock: clock)
  }

  private func entries(at url: BaseURL) -> [ModelEntry] {
    let fallback = try? defaultURL()
    return configuration.models.values.filter { $0.provider == .openai && ($0.baseURL ?? fallback) == url }
  }

  /// The smallest that a model at an address asks for.
  private func smallest(_ limit: KeyPath<ModelEntry, Int?>, _ entries: [ModelEntry]) -> Int? {
    entries.compactMap { $0[keyPath: limit] }.min()
  }

  // MARK: Addresses and keys

  /// `OPENAI_BASE_URL`, its older name `OPENAI_API_BASE`, or OpenAI itself.
  private func defaultURL() throws(ModelError) -> BaseURL {
    for variable in ["OPENAI_BASE_URL", "OPENAI_API_BASE"] {
      guard let text = environment[variable] else { continue }
      do { return try BaseURL(text) } catch {
        throw .configuration("the address \(error.reason).", place: variable)
      }
    }
    return .openAI
  }

  /// `key_env`, then `key_command`, then `OPENAI_API_KEY`. The last goes only to the address it belongs to, never
  /// to another that a file names. Without one, plain http and this machine are asked without a key.
  private func keySource(
    _ entry: ModelEntry, _ url: BaseURL, _ place: ModelError.Place
  ) throws(ModelError) -> KeySource {
    if let variable = entry.keyVariable { return .variable(variable) }
    if let command = entry.keyCommand { return .command(command) }
    let belongs = entry.baseURL == nil || url == .openAI || url == (try? defaultURL())
    if belongs, environment[Self.keyVariable] != nil { return .variable(Self.keyVariable) }
    if !url.isSecure || url.isLoopback { return .none }
    throw .missingKey(belongs ? Self.keyVariable : "key_env", at: place)
  }

  private static let keyVariable = "OPENAI_API_KEY"

  private func key(_ source: KeySource, _ place: ModelError.Place) throws(ModelError) -> APIKey {
    switch source {
    case .none: return APIKey(nil)
    case .command(let command): return APIKey(command: command)
    case .variable(let name):
      guard let text = environment[name] else { throw .missingKey(name, at: place) }
      switch KeyCommand.checked(text, from: name) {
      case .success(let secret): return APIKey(secret)
      case .failure(let failure): throw .missingKey(name, at: place, reason: failure.reason)
      }
    }
  }
}
