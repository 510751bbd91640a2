// What can go wrong between a verb and a model's reply; the factories stand in `ModelError+Kinds.swift`.

package import SparCore

/// The one error of SparModels. A class: every function on the way of a call has room for the error it may throw, and a
/// thousand calls wait at once.
package final class ModelError: SparError, Equatable {
  package let code: String
  /// Names the endpoint, the model and the server's own words.
  package let message: String
  package let hint: String?
  package let isRetryable: Bool
  package let exitCode: ExitCode
  /// Seconds that the server asked to wait before the next request.
  package let retryAfter: Double?
  /// Whether the server turned the request away because it has too many: the same request passes once it has fewer.
  package let isRejection: Bool
  private let endpoint: String?

  /// - Parameter endpoint: the endpoint's name in `message`, if it is named there.
  package init(
    code: String, message: String, endpoint: String? = nil, hint: String? = nil, isRetryable: Bool = false,
    exitCode: ExitCode = .scriptError, retryAfter: Double? = nil, isRejection: Bool = false
  ) {
    self.code = code
    self.message = message
    self.endpoint = endpoint
    self.hint = hint
    self.isRetryable = isRetryable
    self.exitCode = exitCode
    self.retryAfter = retryAfter
    self.isRejection = isRejection
  }

  package static func == (left: ModelError, right: ModelError) -> Bool {
    (left.code, left.message, left.endpoint, left.hint) == (right.code, right.message, right.endpoint, right.hint)
      && (left.isRetryable, left.isRejection) == (right.isRetryable, right.isRejection)
      && (left.exitCode, left.retryAfter) == (right.exitCode, right.retryAfter)
  }

  /// The same, of what is not to be tried again.
  var final: ModelError {
    ModelError(
      code: code, message: message, endpoint: endpoint, hint: hint, exitCode: exitCode, retryAfter: retryAfter)
  }

  /// The message for the store, tapes and logs, which hold no host names. The transport's words may name the host too.
  package var messageWithoutEndpoint: String {
    guard let endpoint else { return message }
    let authority = endpoint.firstRange(of: "://").map { endpoint[$0.upperBound...].prefix { $0 != "/" } } ?? ""
    let port = authority.lastIndex(of: ":").flatMap { authority[$0...].contains("]") ? nil : $0 }
    let host = authority[..<(port ?? authority.endIndex)].filter { $0 != "[" && $0 != "]" }
    return [endpoint, String(authority), host].filter { !$0.isEmpty }.reduce(message) { text, name in
      text.replacing(name, with: "the endpoint")
    }
  }
}
