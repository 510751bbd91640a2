// Which requests the plain way carries, and what stands at their beginning: `http://` to an address that needs no name
// server. Everything else is libcurl's.

internal import LoopKit

/// A URL taken apart, with the head of its requests, written once for many.
@Host
final class PlainTarget {
  /// Whom to connect to; what tells one server from another.
  struct Place: Hashable, Sendable {
    /// An address as it is written, without the brackets of IPv6, or `localhost`.
    let host: String
    let port: UInt16
  }

  let place: Place
  /// For the `Host` field.
  private let authority: String
  private let path: String
  private var written: (method: HTTPRequest.Method, headers: HTTPHeaders, bytes: [UInt8])?

  /// `nil` for a URL with another scheme, a host that is a name, a user, or anything that had to be rewritten before it
  /// is sent.
  init?(_ url: String) {
    let scheme = "http://"
    guard url.hasPrefix(scheme), url.utf8.allSatisfy(Self.isPlain) else { return nil }
    let rest = url.dropFirst(scheme.count)
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let path = rest[authority.endIndex...]
    // libcurl folds `/./` and `/../`.
    guard !authority.contains("@"), !path.contains("/."), let place = Self.place(authority) else { return nil }
    self.place = place
    self.authority = place.port == 80 && authority.hasSuffix(":80") ? String(authority.dropLast(3)) : String(authority)
    self.path = path.hasPrefix("/") ? String(path) : "/" + path
  }

  /// What may stand in a URL (RFC 3986) but the beginning of a fragment, which is not sent.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~:/?[]@!$&'()*+,;=%".utf8.contains(byte)
    }
  }

  private static func place(_ authority: Substring) -> Place? {
    let end = authority.lastIndex(of: "]") ?? authority.startIndex
    let colon = authority[end...].firstIndex(of: ":") ?? authority.endIndex
    guard let host = host(authority[..<colon]) else { return nil }
    guard colon < authority.endIndex else { return Place(host: host, port: 80) }
    let digits = authority[authority.index(after: colon)...]
    guard digits.allSatisfy({ ("0"..."9").contains($0) }), let port = UInt16(digits), port > 0 else { return nil }
    return Place(host: host, port: port)
  }

  private static func host(_ text: Substring) -> String? {
    if text.hasPrefix("["), text.hasSuffix("]") {
      let address = String(text.dropFirst().dropLast())
      return SocketAddress(address, port: 0)?.isIPv6 == true ? address : nil
    }
    let host = text.lowercased()
    return host == "localhost" || SocketAddress(host, port: 0)?.isIPv6 == false ? host : nil
  }

  // MARK: The head of a request

  /// Everything up to the length of the body; written anew only where method or header lines are others than last time.
  ///
  /// - Throws: `invalid` where a header line holds a line break: what stands behind it would be a line of its own.
  func head(of request: HTTPRequest) throws(HTTPError) -> [UInt8] {
    if let written, written.method == request.method, written.headers == request.headers { return written.bytes }
    let lines = fields(of: request)
    guard !lines.contains(where: { $0.utf8.contains { $0 == 13 || $0 == 10 || $0 == 0 } }) else {
      throw HTTPError(.invalid, "a header line holds a line break")
    }
    let bytes = Array(lines.joined(separator: "\r\n").utf8) + [13, 10]
    written = (request.method, request.headers, bytes)
    return bytes
  }

  private func fields(of request: HTTPRequest) -> [String] {
    ["\(request.method.name) \(path) HTTP/1.1", "Host: \(authority)"] + HTTPHeaders.constantLines
      + request.headers.lines
  }
}

extension HTTPRequest.Method {
  fileprivate var name: String {
    switch self {
    case .get: "GET"
    case .post: "POST"
    case .put: "PUT"
    case .delete: "DELETE"
    }
  }
}
