// An endpoint's address in its one normal form, however it was written.

package import SparCore

internal import CurlKit

/// The base URL of a model server: scheme, host, port and path, ending in the version (`/v1`).
///
/// With or without `/v1`, a trailing slash, `/chat/completions` or `/messages`, a default port or a scheme, an address
/// has the same normal form.
package struct BaseURL: Sendable, Hashable, CustomStringConvertible {
  /// `https://api.openai.com/v1`
  package let description: String
  let isSecure: Bool
  /// Without port, lower case.
  let host: String

  package struct Malformed: Error { package let reason: String }

  static let openAI = BaseURL(description: "https://api.openai.com/v1", isSecure: true, host: "api.openai.com")
  static let anthropic = BaseURL(
    description: "https://api.anthropic.com/v1", isSecure: true, host: "api.anthropic.com")

  static func loopback(port: UInt16) -> BaseURL {
    BaseURL(description: "http://127.0.0.1:\(port)/v1", isSecure: false, host: "127.0.0.1")
  }

  private init(description: String, isSecure: Bool, host: String) {
    self.description = description
    self.isSecure = isSecure
    self.host = host
  }

  package init(_ text: String) throws(Malformed) {
    let (scheme, rest) = try Self.scheme(of: Self.trimmed(text))
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let authority = try Self.authority(rest[..<slash], scheme: scheme)
    description = "\(scheme)://\(authority)" + Self.path(rest[slash...])
    isSecure = scheme == "https"
    host = Self.split(authority).host
  }

  var isLoopback: Bool { Loopback.isHost(of: description) }
  var chatCompletions: String { description + "/chat/completions" }
  var messages: String { description + "/messages" }
  var models: String { description + "/models" }
  var embeddings: String { description + "/embeddings" }
  /// Without the version at its end: where vLLM has what OpenAI's protocol knows nothing of.
  var root: String {
    let parts = description.split(separator: "/", omittingEmptySubsequences: false)
    return parts.last.map(Self.isVersion) == true ? parts.dropLast().joined(separator: "/") : description
  }

  /// Names the endpoint where its address must not stand.
  package var key: ContentKey { ContentKey("endpoint/1", ["url": description]) }

  // MARK: Parts

  private static func trimmed(_ text: String) -> Substring {
    var text = text.drop { $0.isWhitespace }
    while let last = text.last, last.isWhitespace || last == "/" { text.removeLast() }
    return text
  }

  private static func scheme(of text: Substring) throws(Malformed) -> (scheme: String, rest: Substring) {
    guard !text.contains(where: { $0.isWhitespace || $0.isASCII && $0 < " " }) else {
      throw Malformed(reason: "holds a blank")
    }
    guard !text.contains("?"), !text.contains("#") else {
      throw Malformed(reason: "must end with its path, without ? or #")
    }
    guard let mark = text.firstRange(of: "://") else {
      return (Loopback.isHost(of: String(text)) ? "http" : "https", text)
    }
    let scheme = text[..<mark.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { throw Malformed(reason: "must begin with http:// or https://") }
    return (scheme, text[mark.upperBound...])
  }

  private static func authority(_ text: Substring, scheme: String) throws(Malformed) -> String {
    guard !text.contains("@") else {
      throw Malformed(reason: "must hold no user and password: name the key with key_env")
    }
    let (host, port) = split(text.lowercased())
    guard !host.isEmpty else { throw Malformed(reason: "names no host") }
    guard let port else { return host }
    guard let number = UInt16(port), number > 0 else { throw Malformed(reason: "has a port that is none") }
    return number == (scheme == "https" ? 443 : 80) ? host : "\(host):\(number)"
  }

  private static func split(_ authority: String) -> (host: String, port: String?) {
    let end = authority.lastIndex(of: "]") ?? authority.startIndex
    guard let colon = authority[end...].firstIndex(of: ":") else { return (authority, nil) }
    return (String(authority[..<colon]), String(authority[authority.index(after: colon)...]))
  }

  /// A path that already names a version (`/v1`, `/api/v1`, `/v1beta/openai`) or the whole way is taken as it is.
  private static func path(_ text: Substring) -> String {
    var parts = text.split(separator: "/")
    if parts.suffix(2) == ["chat", "completions"] {
      parts.removeLast(2)
    } else if parts.last == "messages" {
      parts.removeLast()
    } else if !parts.contains(where: isVersion) {
      parts.append("v1")
    }
    return parts.map { "/" + $0 }.joined()
  }

  private static func isVersion(_ part: Substring) -> Bool {
    part.first == "v" && part.dropFirst().first?.isNumber == true
  }
}
