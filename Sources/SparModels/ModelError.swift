// What can go wrong between a verb and a model's reply; the factories stand in `ModelError+Kinds.swift`.

package import SparCore

/// The one error of SparModels.
package struct ModelError: SparError, Equatable {
  package let code: String
  /// Names the endpoint, the model and the server's own words.
  package let message: String
  package let hint: String?
  package let isRetryable: Bool
  package let exitCode: ExitCode
  /// Seconds that the server asked to wait before the next request.
  package let retryAfter: Double?
  private let endpoint: String?

  /// - Parameter endpoint: the endpoint's name in `message`, if it is named there.
  package init(
    code: String, message: String, endpoint: String? = nil, hint: String? = nil, isRetryable: Bool = false,
    exitCode: ExitCode = .scriptError, retryAfter: Double? = nil
  ) {
    self.code = code
    self.message = message
    self.endpoint = endpoint
    self.hint = hint
    self.isRetryable = isRetryable
    self.exitCode = exitCode
    self.retryAfter = retryAfter
  }

  /// The message for the store and for tapes, which hold no host names.
  package var messageWithoutEndpoint: String {
    guard let endpoint, !endpoint.isEmpty else { return message }
    return message.replacing(endpoint, with: "the endpoint")
  }
}
