// The tables of agents, and what their replies become in Lua.

internal import LuaKit
internal import SparCore
internal import SparPrompts

extension Agent {
  static let shape = ValueShape<Agent>(
    "agent", "An agent: a prompt file plus a role.", hasKind: false,
    ListedAgent.fields + [
      .init("hash", "string", "of its file: what names it in the lineage of what it made") {
        .string($0.hash.description)
      },
      .init("text", "string", "its file as written") { .string($0.text) },
    ])
}

/// An agent in a list, without its text.
enum ListedAgent {
  static let shape = ValueShape<Agent>("listed_agent", "An agent as `agents.list` shows it.", hasKind: false, fields)

  static let fields: [ValueShape<Agent>.Field] = [
    .init("stage", "string", "what it is for: `transform`") { .string($0.stage) },
    .init("name", "string", "its name: `debate`") { .string($0.name) },
    .init("role", "string", "`author`, `suggester`, `editor`, `contender` or `judge`") { .string($0.role.rawValue) },
    .init("about", "string", "what it does") { .string($0.about) },
    .init("inputs", "table<string, string>", "what it is given, by name; `?` stands after an optional one") { agent in
      .table(LuaTable(fields: agent.inputs.map { ($0.name, .string($0.isOptional ? "\($0.about)?" : $0.about)) }))
    },
    .init("reply", "string", "the form of its reply: `text`, `items`, `edit`, `scores`, `score`, `pair`, `five-way` …")
    {
      .string($0.reply.rawValue)
    },
    .init("seeds", "string[]", "the types of seeds that a transformation suits; empty for all") {
      .list($0.seeds.map { .string($0) })
    },
  ]
}

extension RankingReply {
  /// Responses by their numbers in the prompt, from 1.
  fileprivate var lua: LuaValue {
    let ranks = ranks.map { LuaValue.table(LuaTable(items: $0.map { .integer(Int64($0 + 1)) })) }
    return .table(
      LuaTable(fields: [
        ("ranking", .table(LuaTable(items: ranks))),
        ("scores", .table(LuaTable(items: scores.map { .number($0) }))), ("explanation", .string(explanation)),
      ]))
  }
}

extension ParsedReply {
  var lua: LuaValue {
    switch self {
    case .text(let text): .string(text)
    case .items(let items): .list(items.map { .string($0.text) })
    case .edit(let edit):
      .table(LuaTable(fields: [("instruction", .string(edit.instruction)), ("passage", LuaValue(edit.passage))]))
    case .scores(let scores):
      .table(
        LuaTable(fields: [
          ("first", .number(scores.first)), ("second", .number(scores.second)),
          ("explanation", .string(scores.explanation)),
        ]))
    case .score(let reply): .number(reply.score)
    case .pair(let pair):
      .table(
        LuaTable(fields: [
          ("preference", .integer(Int64(pair.preference.rawValue))), ("explanation", .string(pair.explanation)),
        ]))
    case .ranking(let ranking): ranking.lua
    case .json(let value): LuaValue(value)
    }
  }
}
