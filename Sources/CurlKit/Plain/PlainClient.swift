// The plain way: HTTP/1.1 to servers that are reached by their address, without TLS and without a proxy, which is how
// model servers stand on the own machine or in the next room. Whatever else a request may need, it leaves to libcurl; see
// docs/decisions/0025-plain-way.md.

internal import Glibc
internal import LoopKit

@Host
final class PlainClient {
  private struct Route {
    let target: PlainTarget
    let server: PlainServer
  }

  /// By URL; `nil` for those that are libcurl's.
  private var routes: [String: Route?] = [:]
  private var servers: [PlainTarget.Place: PlainServer] = [:]
  private let connections: Int
  private let hasProxy: Bool

  private static let mostRoutes = 256

  /// - Parameter connections: how many are kept open between requests, for each server.
  init(connections: Int) {
    self.connections = connections
    // Those of http_proxy that libcurl reads; for a server on this machine nobody asks a proxy.
    hasProxy = ["http_proxy", "all_proxy", "ALL_PROXY"].contains { (name: String) in
      getenv(name).map { $0.pointee != 0 } ?? false
    }
  }

  var inFlight: Int { servers.values.reduce(0) { $0 + $1.inFlight } }

  func closeAll() { for server in servers.values { server.closeAll() } }

  /// `nil` for a request that is left to libcurl.
  ///
  /// - Throws: `invalid` where a header cannot be sent.
  func exchange(for request: HTTPRequest) throws(HTTPError) -> PlainExchange? {
    guard let route = route(to: request.url) else { return nil }
    return PlainExchange(request, head: try route.target.head(of: request), to: route.server)
  }

  private func route(to url: String) -> Route? {
    if let known = routes[url] { return known }
    if routes.count >= Self.mostRoutes { routes = [:] }
    let target = hasProxy && !Loopback.isHost(of: url) ? nil : PlainTarget(url)
    let route = target.map { Route(target: $0, server: server($0.place)) }
    routes[url] = .some(route)
    return route
  }

  private func server(_ place: PlainTarget.Place) -> PlainServer {
    if let known = servers[place] { return known }
    let server = PlainServer(place, room: connections)
    servers[place] = server
    return server
  }
}
