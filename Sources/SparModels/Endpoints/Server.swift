// A server as the registry keeps it: what tells it from another, and what its models share.

/// What makes two models share a connection, a queue and a key.
struct ServerIdentity: Hashable {
  let kind: ProviderKind
  let url: BaseURL
  let keySource: KeySource
  let timeout: Double
  let wire: WireOptions
  /// Requests in a batch; `nil` for a server that is asked directly.
  var batchRequests: Int?

  var isBatched: Bool { batchRequests != nil }
}

/// Where the key of a server comes from; looked up when it is first needed.
enum KeySource: Hashable {
  case none
  case variable(String)
  case command(String)
  /// Nowhere, though the address wants one; the name of what should say where.
  case missing(String)
}

/// A server with all that its models share.
struct Server {
  let endpoint: Endpoint
  let provider: any Provider
}
