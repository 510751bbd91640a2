// Which models there are: configured ones, and servers of this machine that nobody configured.

internal import CurlKit
package import LoopKit
internal import SparCore

extension ModelRegistry {
  /// The configured models by name. Nothing is asked, no key command is run.
  package var listing: [ModelListing] {
    configuration.models.sorted { $0.key < $1.key }.map { name, entry in
      guard let service = entry.provider.service else {
        return ModelListing(
          name: name, provider: entry.provider, wireName: entry.model, price: entry.price, key: .notNeeded)
      }
      return served(name, entry, service)
    }
  }

  private func served(_ name: String, _ entry: ModelEntry, _ service: Service) -> ModelListing {
    var listing = ModelListing(
      name: name, provider: entry.provider, wireName: entry.model, price: entry.price, key: .notNeeded)
    guard let url = try? address(of: entry, service) else { return listing }
    listing.address = url.description
    listing.concurrency = concurrency(at: url)
    listing.key = keyState(keySource(entry, url, service))
    return listing
  }

  private func keyState(_ source: KeySource) -> ModelListing.Key {
    switch source {
    case .none: .notNeeded
    case .command: .command
    case .missing(let name): .missing(name)
    case .variable(let name): environment[name] == nil ? .missing(name) : .present(name)
    }
  }

  // MARK: This machine

  /// The servers that answer at the usual ports, all asked at once. One that does not answer is not there.
  ///
  /// - Parameter addresses: where to look, by default at the port of each kind.
  package func found(
    at addresses: [(server: LocalServer, url: BaseURL)] = LocalServer.allCases.map { ($0, $0.url) }
  ) async -> [FoundServer] {
    let client = client
    let searches = addresses.map { server, url in Host.task { await Self.look(for: server, at: url, client) } }
    var found: [FoundServer] = []
    for search in searches { if let server = try? await search.value { found.append(server) } }
    return found
  }

  private static func look(for server: LocalServer, at url: BaseURL, _ client: HTTPClient) async -> FoundServer? {
    let limits = HTTPLimits(connect: 0.3, total: 2, idle: 1, bytes: 1 << 20)
    guard let response = try? await client.send(HTTPRequest(.get, url.models, limits: limits)),
      response.status == 200, let list = (try? JSON(parsing: response.body))?["data"]?.array
    else { return nil }
    // The names are a stranger's words on their way to a terminal.
    let names = list.prefix(100).compactMap { $0["id"]?.string.map { Excerpt.of($0, without: nil, limit: 100) } }
    return FoundServer(server: server, address: url.description, models: names)
  }
}
