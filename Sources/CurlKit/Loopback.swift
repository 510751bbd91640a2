// Which URLs name this machine itself.

package enum Loopback {
  /// Whether the host of `url` is `localhost`, `127.…` or `[::1]`.
  package static func isHost(of url: String) -> Bool {
    let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last.map { $0.lowercased() } ?? ""
    return host.hasPrefix("[::1]") || host.hasPrefix("127.") || host == "localhost" || host.hasPrefix("localhost:")
  }
}
