// One line of a script: when it answers, and what.

internal import SparCore

struct ScriptLine: Sendable {
  /// Conditions; `nil` means any.
  let stage: String?
  let agent: String?
  /// A piece of the last user message.
  let contains: String?
  let reply: String
  let error: String?
  let finish: FinishReason
  /// Whether it answers again and again.
  let repeats: Bool

  func fits(_ request: ChatRequest) -> Bool {
    (stage ?? request.task.stage) == request.task.stage && (agent ?? request.task.agent) == request.task.agent
      && (contains.map(request.lastUserMessage.holds) ?? true)
  }

  /// - Throws: the error that the line stands for.
  func reply(model: String, request: ChatRequest) throws(ModelError) -> ChatReply {
    if let error { throw failure(error, model: model) }
    return ChatReply(text: reply, finish: finish, usage: usage(for: request))
  }

  /// The error of this code as a server's answer would make it, so that retries and messages are the real ones.
  private func failure(_ code: String, model: String) -> ModelError {
    let place = ModelError.Place(model: "scripted/" + model, endpoint: nil)
    func answer(_ status: Int) -> ModelError.Answer { ModelError.Answer(status: status, text: "as scripted") }
    switch code {
    case "model.rate_limit": return .rateLimit(answer(429), at: place)
    case "model.server_error": return .serverError(answer(500), at: place)
    case "model.bad_request": return .badRequest(answer(400), at: place)
    case "model.unauthorized": return .unauthorized(answer(401), at: place)
    case "model.quota": return .quota(answer(402), at: place)
    case "model.not_found": return .notFound(answer(404), at: place)
    case "model.timeout": return .timeout(at: place, reason: "as scripted")
    case "model.unreachable": return .unreachable(at: place, reason: "as scripted")
    case "model.cancelled": return .cancelled(model: model)
    default: return ModelError(code: code, message: "The script of \"\(model)\" answers with the error \(code).")
    }
  }

  private func usage(for request: ChatRequest) -> TokenUsage {
    let input = request.messages.reduce(0) { $0 + ($1.content.utf8.count + 3) / 4 }
    return TokenUsage(input: input, output: (reply.utf8.count + 3) / 4, isEstimate: true)
  }
}

extension ChatRequest {
  var lastUserMessage: String { messages.last { $0.role == .user }?.content ?? "" }
}
