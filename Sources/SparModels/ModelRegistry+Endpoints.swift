// From a configured model to its server and the line before it. Addresses and keys stand in
// `ModelRegistry+Keys.swift`.

internal import CurlKit
internal import LoopKit
internal import SparCore

extension ModelRegistry {
  /// - Parameter service: of the entry's provider.
  func served(_ name: String, _ entry: ModelEntry, by service: Service) throws(ModelError) -> Model {
    let url = try address(of: entry, service)
    let server = server(
      ServerIdentity(
        kind: entry.provider, url: url, keySource: keySource(entry, url, service),
        timeout: entry.timeout ?? configuration.limits.timeout,
        wire: WireOptions(streams: entry.streams, structured: entry.structured),
        batchRequests: entry.isBatched
          ? min(entry.batchRequests ?? BatchFile.mostRequests, BatchFile.mostRequests) : nil))
    return Model(
      name: name, kind: entry.provider, wireName: entry.model, endpointKey: url.key, price: entry.price,
      defaults: entry.sampling, reward: entry.reward, embedding: entry.embedding, endpoint: server.endpoint,
      provider: server.provider)
  }

  private func server(_ identity: ServerIdentity) -> Server {
    if let known = endpoints[identity] { return known }
    let server = Server(
      endpoint: identity.isBatched ? batchEndpoint : endpoint(identity.url), provider: provider(identity))
    endpoints[identity] = server
    return server
  }

  private func provider(_ identity: ServerIdentity) -> any Provider {
    let (url, key, limits) = (identity.url, key(identity.keySource), httpLimits(total: identity.timeout))
    if identity.kind == .anthropic {
      let access = ServerAccess(
        url: url, key: key, client: client, limits: limits, fields: AnthropicProvider.fields,
        keyFields: AnthropicProvider.keyFields)
      return AnthropicProvider(access, identity.wire)
    }
    let access = ServerAccess(url: url, key: key, client: client, limits: limits)
    guard let count = identity.batchRequests else { return OpenAIProvider(access, identity.wire) }
    return BatchProvider(batches(of: count, access), identity.wire)
  }

  private func batches(of count: Int, _ access: ServerAccess) -> BatchContext {
    BatchContext(
      server: BatchServer(access: access), clock: clock, policy: policy,
      longestInterval: configuration.limits.batchPoll, mostRequests: count, ledger: { [weak self] in self?.batchLedger }
    )
  }

  /// A line in which nobody waits: a batch takes all that there is, and has tries of its own.
  private var batchEndpoint: Endpoint {
    Endpoint(concurrency: BatchFile.mostRequests, policy: RetryPolicy(attempts: 1), clock: clock)
  }

  private func httpLimits(total: Double) -> HTTPLimits {
    let limits = configuration.limits
    return HTTPLimits(connect: limits.connectTimeout, total: total, idle: limits.idleTimeout)
  }

  /// One line per address, whichever keys and timeouts its models use.
  private func endpoint(_ url: BaseURL) -> Endpoint {
    if let known = endpoints.first(where: { $0.key.url == url && !$0.key.isBatched }) { return known.value.endpoint }
    let limits = configuration.limits
    let entries = entries(at: url)
    return Endpoint(
      concurrency: concurrency(at: url), pace: url.isLoopback ? .near : .far,
      requestsPerMinute: smallest(\.requestsPerMinute, entries) ?? limits.requestsPerMinute,
      tokensPerMinute: smallest(\.tokensPerMinute, entries) ?? limits.tokensPerMinute, policy: policy, clock: clock)
  }

  /// Requests in flight at an address.
  func concurrency(at url: BaseURL) -> Int {
    smallest(\.concurrency, entries(at: url)) ?? configuration.limits.concurrency
  }

  private func entries(at url: BaseURL) -> [ModelEntry] {
    configuration.models.values.filter { entry in
      guard let service = entry.provider.service, !entry.isBatched else { return false }
      return (try? address(of: entry, service)) == url
    }
  }

  /// The smallest that a model at an address asks for.
  private func smallest(_ limit: KeyPath<ModelEntry, Int?>, _ entries: [ModelEntry]) -> Int? {
    entries.compactMap { $0[keyPath: limit] }.min()
  }
}
