// The reply of Anthropic's Messages API: a message of blocks.

internal import SparCore

struct AnthropicReader {
  let answer: ServerAnswer
  /// How a structured reply was asked for.
  let form: AnthropicForm?

  /// - Parameter body: a message, or what a stream added up to.
  func reply(in body: JSON) throws(ModelError) -> ChatReply {
    guard let blocks = body["content"]?.array else { throw answer.bad("a reply without content") }
    var reply = ChatReply(text: Self.texts("text", in: blocks))
    let thinking = Self.texts("thinking", in: blocks)
    reply.reasoning = thinking.isEmpty ? nil : thinking
    reply.finish = Self.finish(body["stop_reason"]?.string)
    reply.toolCalls = Self.toolCalls(blocks)
    takeForm(of: &reply, from: blocks)
    reply.usage = Self.usage(body["usage"])
    reply.requestID = answer.requestID ?? body["id"]?.string
    return reply
  }

  /// The blocks of one kind, whose words stand under the kind's name.
  private static func texts(_ kind: String, in blocks: [JSON]) -> String {
    blocks.filter { $0["type"]?.string == kind }.compactMap { $0[kind]?.string }.joined()
  }

  private static func finish(_ reason: String?) -> FinishReason {
    switch reason {
    case "end_turn", "stop_sequence": .stop
    case "max_tokens", "model_context_window_exceeded": .length
    case "tool_use": .toolCalls
    case "refusal": .filtered
    // `pause_turn` is a long turn that the server broke off.
    default: .other
    }
  }

  private static func toolCalls(_ blocks: [JSON]) -> [ToolCall] {
    blocks.filter { $0["type"]?.string == "tool_use" }.compactMap { block in
      guard let name = block["name"]?.string else { return nil }
      return ToolCall(id: block["id"]?.string ?? "", name: name, arguments: block["input"]?.text ?? "{}")
    }
  }

  /// A use of the form's tool is no tool call but the reply.
  private func takeForm(of reply: inout ChatReply, from blocks: [JSON]) {
    guard let form else { return }
    let uses = blocks.filter { $0["type"]?.string == "tool_use" && $0["name"]?.string == form.name }
    guard let input = uses.first?["input"] else { return }
    reply.text = form.text(input)
    reply.toolCalls.removeAll { $0.name == form.name }
    if reply.finish == .toolCalls, reply.toolCalls.isEmpty { reply.finish = .stop }
  }

  /// What was read from a cache or written to one was input as well.
  private static func usage(_ usage: JSON?) -> TokenUsage? {
    guard let usage, let input = usage["input_tokens"]?.int, let output = usage["output_tokens"]?.int,
      input >= 0, output >= 0
    else { return nil }
    let cached = ["cache_creation_input_tokens", "cache_read_input_tokens"].map { max(0, usage[$0]?.int ?? 0) }
    return TokenUsage(input: cached.reduce(input, +), output: output)
  }
}
