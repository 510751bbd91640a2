// The response of a chat-completions server, read with the variations that real servers show.

internal import CurlKit
internal import Glibc
internal import SparCore

struct ChatCompletionReader {
  let response: HTTPResponse
  let place: ModelError.Place
  /// The key that was sent, so that a server's echo of it can be struck out.
  let secret: String?

  func reply() throws(ModelError) -> ChatReply {
    guard response.status == 200 || response.status == 201 else { throw failure(response.status, body: try? body()) }
    let body: JSON
    do { body = try self.body() } catch { throw bad("a reply that is no JSON", excerpt: excerpt) }
    if let error = body["error"], error != .null { throw failure(inside: body, error) }
    guard let choice = body["choices"]?[0] else { throw bad("a reply without choices", excerpt: excerpt) }
    guard let message = choice["message"] else { throw bad("a choice without a message", excerpt: excerpt) }
    var reply = reply(message, choice, body)
    reply.notice = notice
    return reply
  }

  private func body() throws(JSONError) -> JSON { try JSON(parsing: response.body) }

  // MARK: A reply

  private func reply(_ message: JSON, _ choice: JSON, _ body: JSON) -> ChatReply {
    let content = text(message["content"])
    let refusal = message["refusal"]?.string
    return ChatReply(
      text: content ?? refusal ?? "",
      reasoning: message["reasoning_content"]?.string ?? message["reasoning"]?.string,
      finish: content == nil && refusal != nil ? .filtered : finish(choice["finish_reason"]?.string),
      usage: usage(body["usage"]),
      requestID: requestID ?? body["id"]?.string)
  }

  /// A text, or the texts of a list of parts; `nil` for neither.
  private func text(_ content: JSON?) -> String? {
    content?.string ?? content?.array.map { parts in parts.compactMap { $0["text"]?.string }.joined() }
  }

  private func finish(_ reason: String?) -> FinishReason {
    switch reason {
    case "stop", "eos", "eos_token", "stop_sequence", "end_turn": .stop
    case "length", "max_tokens": .length
    case "content_filter": .filtered
    case "tool_calls", "function_call": .toolCalls
    default: .other
    }
  }

  private func usage(_ usage: JSON?) -> TokenUsage? {
    guard let input = usage?["prompt_tokens"]?.int, let output = usage?["completion_tokens"]?.int else { return nil }
    return TokenUsage(input: input, output: output)
  }

  // MARK: A refusal

  private func failure(_ status: Int, body: JSON?) -> ModelError {
    let details = ServerMessage(body)
    let answer = ModelError.Answer(
      status: status, requestID: requestID, text: details.text.map(clean) ?? excerpt,
      retryAfter: response.retryAfter(now: Double(time(nil))) ?? notice?.pause)
    return .refused(answer, details, at: place)
  }

  /// A status of success around an error: gateways put the real status into the body.
  private func failure(inside body: JSON, _ error: JSON) -> ModelError {
    if let status = error["code"]?.int, (400...599).contains(status) { return failure(status, body: body) }
    return bad("an error", excerpt: ServerMessage(body).text.map(clean) ?? excerpt)
  }

  private func bad(_ problem: String, excerpt: String?) -> ModelError {
    .badReply(problem, excerpt: excerpt, requestID: requestID, at: place)
  }

  private var notice: RateLimitNotice? { RateLimitNotice(response, now: Double(time(nil))) }

  private var requestID: String? { response.header("x-request-id") ?? response.header("request-id") }

  private var excerpt: String? {
    response.body.isEmpty ? nil : clean(String(decoding: response.body.prefix(2000), as: UTF8.self))
  }

  private func clean(_ text: String) -> String { Excerpt.of(text, without: secret) }
}
