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
      .init("json", "any", "the value that fits the schema, where one was given") {
        $0.answer.value.map { LuaValue($0) } ?? .nil
      },
      .init("tool_calls", "{id: string, name: string, arguments: any}[]", "the tools it calls that did not run") {
        .list($0.answer.reply.toolCalls.map(\.lua))
      },
      .init("logprobs", "table[]?", "for each token `{token, logprob, top_logprobs}`, where asked for") {
        $0.answer.reply.logprobs.map { LuaValue($0) } ?? .nil
      },
      .init("model", "string", "the model's name as it was asked for") { .string($0.answer.model) },
      .init("usage", "{input: integer, output: integer, estimate: boolean}", "tokens of all turns") {
        $0.answer.usage.lua
      },
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
      .init(
        "tools", "{name: string, arguments: any, result: string?, error: string?, seconds: number}[]",
        "what the tools gave that it called"
      ) { .list($0.toolUses.map(\.lua)) },
    ])
}

extension ToolCall {
  fileprivate var lua: LuaValue {
    .table(
      LuaTable(fields: [("id", .string(id)), ("name", .string(name)), ("arguments", LuaValue(argumentText: arguments))])
    )
  }
}

extension ToolUse {
  fileprivate var lua: LuaValue {
    .table(
      LuaTable(fields: [
        ("name", .string(name)), ("arguments", LuaValue(argumentText: arguments)), ("result", LuaValue(result)),
        ("error", LuaValue(error)), ("seconds", .number(seconds)),
      ]))
  }
}

extension TokenUsage {
  fileprivate var lua: LuaValue {
    .table(
      LuaTable(fields: [("input", LuaValue(input)), ("output", LuaValue(output)), ("estimate", .bool(isEstimate))]))
  }
}

extension LuaValue {
  /// A model's arguments as a value; as their text where they are no JSON.
  fileprivate init(argumentText text: String) {
    self = (try? JSON(parsing: text)).map { LuaValue($0) } ?? .string(text)
  }
}
