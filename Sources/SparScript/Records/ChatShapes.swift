// The tables of what came of a chat: the reply, and the turns that led to it.

internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStore

/// A reply as scripts see it.
struct ShownReply: Sendable {
  let answer: ChatAnswer

  private var last: ChatTurn? { answer.turns.last }

  static let shape = ValueShape<ShownReply>(
    "reply", "What a model said in a chat; `print` shows its text.",
    [
      .init("id", "string", "the call that it came with: `c12`") { LuaValue($0.last?.call) },
      .init("text", "string", "the reply itself") { .string($0.answer.reply.text) },
      .init("reasoning", "string?", "what the model thought before, where the server keeps it apart") {
        LuaValue($0.answer.reply.reasoning)
      },
      .init("finish", "string", "`stop`, `tool_calls`, `other`; `max_turns` where a tool was called in the last turn") {
        .string($0.answer.isCutShort ? "max_turns" : $0.answer.reply.finish.rawValue)
      },
      .init("json", "any?", "the value that fits the schema, where one was given") {
        $0.answer.value.map { LuaValue($0) } ?? .nil
      },
      .init("tool_calls", "tool_call[]", "the tools it calls that did not run") {
        .list($0.answer.reply.toolCalls.map(ToolCall.shape.table))
      },
      .init("logprobs", "table[]?", "for each token `{token, logprob, top_logprobs}`, where asked for") {
        $0.answer.reply.logprobs.map { LuaValue($0) } ?? .nil
      },
      .init("model", "string", "the model's name as it was asked for") { .string($0.answer.model) },
      .init("usage", "usage", "tokens of all turns") { TokenUsage.shape.table($0.answer.usage) },
      .init("cost", "number?", "dollars for all turns, where prices are known") {
        LuaValue($0.answer.costMicroUSD.map { Double($0) / 1e6 })
      },
      .init("messages", "message[]", "the conversation with this reply, to go on from") {
        ChatMessage.lua($0.answer.messages)
      },
      .init("trace", "turn[]", "every call that was made, and what tools gave") {
        .list($0.answer.turns.map(ShownTurn.shape.table))
      },
    ])
}

/// A turn as scripts see it.
enum ShownTurn {
  static let shape = ValueShape<ChatTurn>(
    "turn", "One call of a chat.", hasKind: false,
    [
      .init("call", "string", "its id: `c12`") { LuaValue($0.call) },
      .init("text", "string", "what the model said") { .string($0.reply.text) },
      .init("refused", "boolean", "whether it did not fit the schema, and the next turn is its correction") {
        .bool($0.isRefused)
      },
      .init("tools", "tool_use[]", "what the tools gave that it called") {
        .list($0.toolUses.map(ToolUse.shape.table))
      },
    ])
}

extension ToolCall {
  static let shape = ValueShape<ToolCall>(
    "tool_call", "A model's wish to have a tool run.", hasKind: false,
    [
      .init("id", "string", "by which the tool's message names it") { .string($0.id) },
      .init("name", "string", "the tool's name, in the model's words") { .string($0.name) },
      .init("arguments", "any", "what it gives the tool; a string where it is not JSON") {
        LuaValue(argumentText: $0.arguments)
      },
    ])
}

extension ToolUse {
  static let shape = ValueShape<ToolUse>(
    "tool_use", "What a tool gave.", hasKind: false,
    [
      .init("name", "string", "the tool's name") { .string($0.name) },
      .init("arguments", "any", "what it was given; a string where it is not JSON") {
        LuaValue(argumentText: $0.arguments)
      },
      .init("result", "string?", "what the model was told") { LuaValue($0.result) },
      .init("error", "string?", "what went wrong, as the model was told") { LuaValue($0.error) },
      .init("seconds", "number", "how long it ran") { .number($0.seconds) },
      .init("details", "table?", "what is known besides: `exit`, `signal`, `stopped`, `truncated`") {
        $0.details.map { LuaValue($0) } ?? .nil
      },
    ])
}

extension TracedUse {
  static let shape = ValueShape<TracedUse>(
    "traced_use", "What a tool gave on the way to a reply.", hasKind: false,
    [
      .init("call", "string", "the call whose reply asked for it: `c12`") { LuaValue($0.call) },
      .init("use", "tool_use", "what it was asked, and what it gave") { ToolUse.shape.table($0.use) },
    ])
}

extension TokenUsage {
  static let shape = ValueShape<TokenUsage>(
    "usage", "Tokens, as the server counted them.", hasKind: false,
    [
      .init("input", "integer", "of the messages") { LuaValue($0.input) },
      .init("output", "integer", "of the replies") { LuaValue($0.output) },
      .init("estimate", "boolean", "whether Spar counted, because the server did not") { .bool($0.isEstimate) },
    ])
}

extension LuaValue {
  /// A model's arguments as a value; as their text where they are no JSON.
  fileprivate init(argumentText text: String) {
    self = (try? JSON(parsing: text)).map { LuaValue($0) } ?? .string(text)
  }
}
