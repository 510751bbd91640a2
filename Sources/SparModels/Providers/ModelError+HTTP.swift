// What the transport and the status of a response mean in the terms of models.

internal import CurlKit

extension ModelError {
  /// A transport's error in the terms of models.
  static func transport(_ error: HTTPError, at place: Place) -> ModelError {
    let reason = error.reason
    return switch error.kind {
    case .unreachable: .unreachable(at: place, reason: reason)
    case .insecure, .invalid, .unavailable: .unreachable(at: place, reason: reason, isRetryable: false)
    case .timeout: .timeout(at: place, reason: reason)
    case .broken: .connectionLost(at: place, reason: reason)
    case .tooLarge: .badReply("too much", excerpt: reason, at: place)
    case .unreadable: .badReply("what nobody can read", excerpt: reason, at: place)
    case .cancelled: .cancelled(model: place.model)
    }
  }

  /// The kind of error that a status means.
  static func refused(_ answer: Answer, _ details: ServerMessage, at place: Place) -> ModelError {
    switch answer.status {
    case 402: .quota(answer, at: place)
    // OpenAI says so with 429, Anthropic with 400, others with 403.
    case 400 where details.isQuota, 403 where details.isQuota, 429 where details.isQuota: .quota(answer, at: place)
    case 429: .rateLimit(answer, at: place)
    case 401, 403: .unauthorized(answer, at: place)
    case 404, 410: .notFound(answer, at: place)
    // Request timeout, conflict and "too early" say that the same request may pass later, as a 5xx does.
    case 408, 409, 425, 500...: .serverError(answer, at: place)
    case 300..<400: .redirected(answer, at: place)
    case ..<300: .badReply("HTTP \(answer.status)", excerpt: answer.text, requestID: answer.requestID, at: place)
    default: .badRequest(answer, at: place)
    }
  }
}
