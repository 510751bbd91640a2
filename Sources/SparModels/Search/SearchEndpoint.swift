// A search server of the user's own: a question by HTTP GET, its answer as JSON.

internal import CurlKit
internal import LoopKit
package import SparCore

package struct SearchEndpoint: Sendable, Equatable {
  /// Beginning with http:// or https://.
  package var url: String
  /// The name of the parameter that holds the question.
  package var query = "q"
  /// The environment variable with the server's key, which is sent as a bearer token or in the header named.
  package var keyVariable: String?
  package var keyHeader: String?
  package var seconds = 20.0
  /// Bytes of an answer.
  package var bytes = 4 << 20

  package init(url: String) { self.url = url }

  /// The address that asks for `words`.
  ///
  /// - Throws: `search.invalid` for an address of another kind.
  func address(for words: String) throws(ModelError) -> String {
    let scheme = url.prefix { $0 != ":" }.lowercased()
    guard scheme == "http" || scheme == "https", url.dropFirst(scheme.count).hasPrefix("://") else {
      throw .search("invalid", "A search server's address begins with http:// or https://.", exitCode: .usage)
    }
    let base = url.prefix { $0 != "#" }
    let mark = base.contains("?") ? (base.hasSuffix("?") || base.hasSuffix("&") ? "" : "&") : "?"
    return "\(base)\(mark)\(Self.escaped(query))=\(Self.escaped(words))"
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 128 && (scalar.properties.isAlphabetic || (48...57).contains(byte) || "-._~".utf8.contains(byte))
      let digits = String(byte, radix: 16, uppercase: true)
      escaped += isPlain ? String(scalar) : "%\(digits.count < 2 ? "0" : "")\(digits)"
    }
    return escaped
  }
}

extension ModelRegistry {
  /// Asks a search server.
  ///
  /// - Throws: `search.…`; the messages name no host, for a model is told them and they are stored.
  package func search(_ words: String, at endpoint: SearchEndpoint) async throws(ModelError) -> JSON {
    let secret = try secret(of: endpoint)
    var fields = [(name: "Accept", value: "application/json")]
    if let secret { fields.append(endpoint.keyHeader.map { ($0, secret) } ?? ("Authorization", "Bearer \(secret)")) }
    let request = HTTPRequest(
      .get, try endpoint.address(for: words), headers: HTTPHeaders(fields),
      limits: HTTPLimits(total: endpoint.seconds, idle: endpoint.seconds, bytes: endpoint.bytes))
    let response: HTTPResponse
    do throws(HTTPError) { response = try await client.send(request) } catch { throw .search(error, endpoint) }
    guard (200..<300).contains(response.status) else {
      throw .search("refused", "The search server answered with HTTP \(response.status).")
    }
    let text = String(decoding: response.body, as: UTF8.self)
    guard let json = try? JSON(parsing: secret.map { text.replacing($0, with: "[key]") } ?? text) else {
      throw .search("bad_reply", "The search server's answer is not JSON.")
    }
    return json
  }

  private func secret(of endpoint: SearchEndpoint) throws(ModelError) -> String? {
    guard let variable = endpoint.keyVariable else { return nil }
    guard let secret = environment[variable], secret.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
      throw .search(
        "key_missing", "The variable \(variable) holds no key for the search server.", exitCode: .configuration)
    }
    return secret
  }
}

extension ModelError {
  fileprivate static func search(
    _ code: String, _ message: String, isRetryable: Bool = false, exitCode: ExitCode = .scriptError
  ) -> ModelError {
    ModelError(code: "search.\(code)", message: message, isRetryable: isRetryable, exitCode: exitCode)
  }

  fileprivate static func search(_ error: HTTPError, _ endpoint: SearchEndpoint) -> ModelError {
    switch error.kind {
    case .cancelled: .cancelled(model: "the search server")
    case .timeout:
      .search("timeout", "The search server did not answer within \(endpoint.seconds) s.", isRetryable: true)
    case .tooLarge: .search("bad_reply", "The search server's answer has more than \(endpoint.bytes) bytes.")
    case .invalid: .search("invalid", "The search server's address cannot be used.", exitCode: .usage)
    case .insecure: .search("unreachable", "The search server's certificate is not trusted.")
    case .unreachable, .unavailable: .search("unreachable", "The search server cannot be reached.", isRetryable: true)
    case .broken, .unreadable: .search("broken", "The search server's answer broke off.", isRetryable: true)
    }
  }
}
