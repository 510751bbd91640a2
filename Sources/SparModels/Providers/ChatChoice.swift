// One choice of a chat completion, with the variations that real servers show.

internal import SparCore

struct ChatChoice {
  private let json: JSON
  private let message: JSON

  /// `nil` for what has no message.
  init?(_ json: JSON) {
    guard let message = json["message"], message != .null else { return nil }
    self.json = json
    self.message = message
  }

  /// Without what belongs to the whole completion: usage, id.
  var reply: ChatReply {
    let content = ChatContent(message)
    let refusal = message["refusal"]?.string
    let isRefused = content.text == nil && refusal != nil
    let finish = isRefused ? .filtered : Self.finish(json["finish_reason"]?.string)
    var reply = ChatReply(text: content.text ?? refusal ?? "", reasoning: content.reasoning, finish: finish)
    if reply.reasoning == nil, let (thought, text) = LeadingThought.split(reply.text, isCut: finish == .length) {
      (reply.reasoning, reply.text) = (thought, text)
    }
    reply.toolCalls = toolCalls
    // Some servers call every end "stop".
    if !reply.toolCalls.isEmpty, finish == .stop || finish == .other { reply.finish = .toolCalls }
    if let logprobs = json["logprobs"] { reply.logprobs = TokenProbabilities.list(logprobs) }
    return reply
  }

  private static func finish(_ reason: String?) -> FinishReason {
    switch reason {
    case "stop", "eos", "eos_token", "stop_sequence", "stop_token", "end_turn", "STOP": .stop
    case "length", "max_tokens", "model_length", "MAX_TOKENS": .length
    case "content_filter", "SAFETY": .filtered
    case "tool_calls", "function_call": .toolCalls
    default: .other
    }
  }

  // MARK: Tool calls

  private var toolCalls: [ToolCall] {
    if let list = message["tool_calls"] { return ToolCall.calls(in: list).enumerated().map(Self.complete) }
    guard let old = message["function_call"], old != .null else { return [] }
    return ToolCall.calls(in: [["function": old]]).enumerated().map(Self.complete)
  }

  /// An answer names the call by its id, and is itself no JSON without arguments.
  private static func complete(_ index: Int, _ call: ToolCall) -> ToolCall {
    var call = call
    if call.id.isEmpty { call.id = "call_\(index)" }
    if call.arguments.trimmed.isEmpty { call.arguments = "{}" }
    return call
  }
}
