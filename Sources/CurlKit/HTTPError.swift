// Why a request brought no response; CurlKit's own error. Statuses are no errors here: a 500 is a response.

internal import CCurl

package struct HTTPError: Error, Equatable, CustomStringConvertible {
  package enum Kind: Sendable {
    /// The URL or a header cannot be sent.
    case invalid
    /// No such host, connection refused or timed out before it stood.
    case unreachable
    /// The server's certificate is not trusted, or the two speak no common TLS.
    case insecure
    /// The reply was not whole in time.
    case timeout
    /// The connection broke before the reply was whole.
    case broken
    /// The reply is longer than the request allows.
    case tooLarge
    /// What came is no HTTP, or is packed in a way that nothing here unpacks.
    case unreadable
    case cancelled
    /// There is no libcurl on this machine.
    case unavailable
  }

  package let kind: Kind
  /// What happened, in libcurl's or the system's words; holds no header and no body.
  package let reason: String

  package init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }

  package var description: String { reason }

  static let cancelled = HTTPError(.cancelled, "cancelled")

  /// - Parameter seconds: the idle limit of the request.
  static func stalled(_ seconds: Double) -> HTTPError { HTTPError(.timeout, "nothing more came for \(seconds) s") }
}

extension HTTPError {
  /// - Parameters:
  ///   - detail: the content of libcurl's error buffer; may be empty.
  ///   - connected: whether the connection stood when it ended, which tells the two kinds of timeout apart.
  init(code: CURLcode, detail: String, connected: Bool) {
    let reason = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
    switch code {
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_FUNCTION_ARGUMENT: self.init(.invalid, reason)
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT:
      self.init(.unreachable, reason)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
      self.init(.insecure, reason)
    case CURLE_BAD_CONTENT_ENCODING, CURLE_WEIRD_SERVER_REPLY: self.init(.unreadable, reason)
    case CURLE_OPERATION_TIMEDOUT: self.init(connected ? .timeout : .unreachable, reason)
    default: self.init(.broken, reason)
    }
  }
}
