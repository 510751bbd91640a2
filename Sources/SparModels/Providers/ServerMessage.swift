// What a server's error body says. Servers agree on no form.

internal import SparCore

/// The words and the marks of an error body.
struct ServerMessage {
  /// From `.error.message`, `.error`, `.detail` (a text, or a list of texts or of `{msg}`), or `.message`.
  let text: String?
  /// `.error.code` and `.error.type`, whichever are texts.
  let marks: [String]

  init(_ body: JSON?) {
    let error = body?["error"]
    text = error?["message"]?.string ?? error?.string ?? Self.words(body?["detail"]) ?? body?["message"]?.string
    marks = [error?["code"]?.string, error?["type"]?.string, body?["code"]?.string].compactMap { $0 }
  }

  /// Whether the account has nothing left, which waiting does not mend.
  var isQuota: Bool {
    marks.contains { $0 == "insufficient_quota" || $0 == "billing_hard_limit_reached" || $0 == "insufficient_balance" }
  }

  private static func words(_ detail: JSON?) -> String? {
    if let text = detail?.string { return text }
    let texts = detail?.array?.compactMap { $0.string ?? $0["msg"]?.string } ?? []
    return texts.isEmpty ? detail?["msg"]?.string : texts.joined(separator: "; ")
  }
}
