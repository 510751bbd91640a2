// Every model that can be named: configured ones, `openai/MODEL`, `ollama/MODEL`, `sim/NAME`, and what
// scripts register.
// How an endpoint is put together stands in `ModelRegistry+Endpoints.swift`.

internal import CurlKit
package import LoopKit
internal import SparCore

/// Finds models by name and roles by what is configured. One per program.
@Host
package final class ModelRegistry {
  let configuration: ModelConfiguration
  let environment: [String: String]
  let clock: CallClock
  let policy: RetryPolicy
  /// libcurl starts with the first model that needs it.
  lazy var client = HTTPClient(
    connections: max(1024, configuration.concurrency), plain: environment["SPAR_HTTP"] != "curl")
  var endpoints: [ServerIdentity: Server] = [:]
  private var locals: [ProviderKind: Endpoint] = [:]
  private var models: [String: Model] = [:]
  private var registered: [String: any Provider] = [:]
  /// Keeps batches over restarts; without one they are forgotten with the process.
  package var batchLedger: (any BatchLedger)?

  /// - Parameter environment: variables by name; keys and base URLs are looked up here and nowhere else.
  package init(
    configuration: ModelConfiguration = ModelConfiguration(), environment: [String: String], clock: CallClock = .system
  ) {
    self.configuration = configuration
    self.environment = environment.filter { !$0.value.isEmpty }
    self.clock = clock
    policy = RetryPolicy(attempts: configuration.limits.attempts)
  }

  /// The model of that name.
  ///
  /// A key is not looked for before it is needed: a missing one is an error of the first request.
  ///
  /// - Throws: `model.unknown`, `config.invalid`.
  package func model(_ name: String) throws(ModelError) -> Model {
    if let known = models[name] { return known }
    let model = try make(name)
    models[name] = model
    return model
  }

  /// Makes `provider` answer for `name` (`scripted/NAME`), in place of whatever answered before. The provider is
  /// given the part after the slash as the model's name.
  package func register(_ name: String, provider: any Provider) {
    registered[name] = provider
    models[name] = nil
  }

  /// The names that can be listed: aliases and registered models.
  /// Who judges at the terminal, where the configuration says so.
  package var voter: String? { configuration.voter }

  package var names: [String] { (Array(configuration.models.keys) + registered.keys).sorted() }

  /// The most calls that any one endpoint takes at once.
  package var longestLine: Int {
    configuration.models.values.reduce(configuration.limits.concurrency) { max($0, $1.concurrency ?? 0) }
  }

  /// As many calls as wait for one batch together; `nil` where no model is asked in batches.
  package var batchLine: Int? {
    configuration.models.values.contains(where: \.isBatched) ? BatchFile.mostRequests : nil
  }

  /// What goes on at every endpoint that models have been asked for, by the first of their names.
  package var activity: [EndpointActivity] {
    let models = models.values.sorted { $0.name < $1.name }
    return Dictionary(grouping: models) { ObjectIdentifier($0.endpoint) }.values
      .map(Self.activity)
      .sorted { $0.models[0] < $1.models[0] }
  }

  private static func activity(_ sharing: [Model]) -> EndpointActivity {
    var activity = sharing[0].endpoint.activity(of: sharing.map(\.name))
    activity.batches = (sharing[0].provider as? BatchProvider)?.progress ?? []
    return activity
  }

  // MARK: Names

  private func make(_ name: String) throws(ModelError) -> Model {
    if let entry = configuration.models[name] { return try make(name, entry) }
    let parts = name.split(separator: "/", maxSplits: 1)
    if let provider = registered[name] {
      return registeredModel(name, ModelEntry(provider: .scripted, model: String(parts.last ?? "")), provider)
    }
    guard parts.count == 2, let entry = Self.entry(of: String(parts[0]), model: String(parts[1])) else {
      throw .unknownModel(name, nearest: nearest(to: name))
    }
    return try make(name, entry)
  }

  /// What `provider/model` and `server/model` mean without configuration.
  private static func entry(of provider: String, model: String) -> ModelEntry? {
    if let kind = ProviderKind(rawValue: provider) { return ModelEntry(provider: kind, model: model) }
    guard let local = LocalServer(rawValue: provider) else { return nil }
    var entry = ModelEntry(provider: .openai, model: model)
    entry.baseURL = local.url
    return entry
  }

  private func make(_ name: String, _ entry: ModelEntry) throws(ModelError) -> Model {
    if let registered = registered["\(entry.provider.rawValue)/\(entry.model)"] {
      return registeredModel(name, entry, registered)
    }
    if let service = entry.provider.service { return try served(name, entry, by: service) }
    guard let provider = try entry.provider.local(entry.model) else { throw .unknownModel(name, nearest: nil) }
    return Model(
      name: name, kind: entry.provider, wireName: entry.model, endpointKey: entry.provider.key(of: provider),
      price: entry.price,
      defaults: entry.sampling, reward: entry.reward ?? provider.reward(entry.model), embedding: entry.embedding,
      endpoint: local(entry.provider), provider: provider)
  }

  private func registeredModel(_ name: String, _ entry: ModelEntry, _ provider: any Provider) -> Model {
    Model(
      name: name, kind: .scripted, wireName: entry.model, endpointKey: ProviderKind.scripted.key(of: provider),
      price: entry.price, defaults: Sampling(), reward: entry.reward ?? provider.reward(entry.model),
      embedding: entry.embedding, endpoint: local(.scripted), provider: provider)
  }

  private static let prefixes = ProviderKind.allCases.map(\.rawValue) + LocalServer.allCases.map(\.rawValue)

  private func nearest(to name: String) -> String? {
    let wireName = name.split(separator: "/", maxSplits: 1).dropFirst().first
    let prefixed = wireName.map { wireName in Self.prefixes.map { "\($0)/\(wireName)" } } ?? []
    return Spelling.nearest(to: name, in: names + prefixed + SimulatedModel.builtIn.map { "sim/\($0.name)" })
  }

  /// What runs inside this process stands in a line of its own, which a server's limits do not shorten.
  private func local(_ kind: ProviderKind) -> Endpoint {
    if let known = locals[kind] { return known }
    let endpoint = Endpoint(concurrency: 1024, policy: policy, clock: clock)
    locals[kind] = endpoint
    return endpoint
  }
}

extension ProviderKind {
  /// Stands for the endpoint of a provider that has none.
  fileprivate func key(of provider: any Provider) -> ContentKey {
    ContentKey("endpoint/1", ["kind": rawValue, "content": provider.content?.description ?? ""])
  }
}
