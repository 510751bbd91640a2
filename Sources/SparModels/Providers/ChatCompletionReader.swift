// The answer of a chat-completions server as a reply. What real servers vary stands in `ChatChoice`.

internal import SparCore

struct ChatCompletionReader {
  let answer: ServerAnswer

  func reply() throws(ModelError) -> ChatReply { try reply(in: try answer.json()) }

  /// - Parameter body: a chat completion, or what a stream added up to.
  func reply(in body: JSON) throws(ModelError) -> ChatReply {
    guard let choices = body["choices"]?.array, let first = choices.first else {
      throw answer.bad("a reply without choices")
    }
    // OpenRouter: a model's server failed behind a gateway that did not.
    if let error = first["error"], error != .null { throw answer.failure(inside: first) }
    guard let choice = ChatChoice(first) else { throw answer.bad("a choice without a message") }
    var reply = choice.reply
    reply.usage = Self.usage(body["usage"]) ?? Self.usage(first["usage"])
    reply.requestID = answer.requestID ?? body["id"]?.string
    if choices.count > 1 { reply.others = choices.dropFirst().compactMap { ChatChoice($0)?.reply } }
    return reply
  }

  private static func usage(_ usage: JSON?) -> TokenUsage? {
    guard let usage else { return nil }
    guard let input = (usage["prompt_tokens"] ?? usage["input_tokens"])?.int, input >= 0,
      let output = (usage["completion_tokens"] ?? usage["output_tokens"])?.int, output >= 0
    else { return nil }
    return TokenUsage(input: input, output: output)
  }
}
