// What a server's error body says. Servers agree on no form.

internal import SparCore

/// The words and the marks of an error body.
struct ServerMessage {
  /// From `.error.message`, `.error`, `.detail` (a text, or a list of texts or of `{msg}`), or `.message`.
  let text: String?
  /// `.error.code` and `.error.type`, whichever are texts.
  let marks: [String]
  private let number: Int?

  init(_ body: JSON?) {
    let error = body?["error"]
    text = error?["message"]?.string ?? error?.string ?? Self.words(body?["detail"]) ?? body?["message"]?.string
    marks = [error?["code"]?.string, error?["type"]?.string, body?["code"]?.string].compactMap { $0 }
    number = error?["code"]?.int ?? error?["code"]?.string.flatMap { Int($0) }
  }

  /// Whether the account has nothing left, which waiting does not mend.
  var isQuota: Bool {
    marks.contains(where: Self.quotaMarks.contains) || text?.holds("credit balance is too low") == true
  }

  /// The status that the body names, as a number or by the name of an error.
  var status: Int? {
    if let number, (400...599).contains(number) { return number }
    return marks.lazy.compactMap { Self.statuses[$0] }.first
  }

  private static let quotaMarks: Set = [
    "insufficient_quota", "billing_hard_limit_reached", "insufficient_balance", "billing_error",
  ]

  /// Names that errors have inside a stream, whose status was a success (OpenAI, "Error codes"; Anthropic, "Errors").
  private static let statuses = [
    "invalid_request_error": 400, "authentication_error": 401, "billing_error": 402, "permission_error": 403,
    "not_found_error": 404, "request_too_large": 413, "rate_limit_error": 429, "rate_limit_exceeded": 429,
    "insufficient_quota": 429, "api_error": 500, "server_error": 500, "timeout_error": 504, "overloaded_error": 529,
  ]

  private static func words(_ detail: JSON?) -> String? {
    if let text = detail?.string { return text }
    let texts = detail?.array?.compactMap { $0.string ?? $0["msg"]?.string } ?? []
    return texts.isEmpty ? detail?["msg"]?.string : texts.joined(separator: "; ")
  }
}
