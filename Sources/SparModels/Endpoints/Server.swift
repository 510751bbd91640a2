// A server as the registry keeps it: what tells it from another, and what its models share.

/// What makes two models share a connection, a queue and a key.
struct ServerIdentity: Hashable {
  let url: BaseURL
  let keySource: KeySource
  let timeout: Double
}

/// Where the key of a server comes from.
enum KeySource: Hashable {
  case none
  case variable(String)
  case command(String)
}

/// A server with all that its models share.
struct Server {
  let endpoint: Endpoint
  let provider: OpenAIProvider
}
