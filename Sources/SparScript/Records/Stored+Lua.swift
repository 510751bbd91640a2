// Records as the plain tables that Lua reads.

internal import LuaKit
internal import SparCore

/// A record that Lua can be shown.
protocol LuaRecord: Record {
  /// What its table holds besides `id` and `key`.
  var luaFields: [(String, LuaValue)] { get }
}

extension Stored where Value: LuaRecord {
  var lua: LuaValue { .table(LuaTable(fields: identity + value.luaFields, kind: Value.kind.rawValue)) }
}

extension Stored {
  var identity: [(String, LuaValue)] { [("id", .string(id.description)), ("key", .string(key.description))] }
}

extension LuaValue {
  init(_ text: String?) { self = text.map { .string($0) } ?? .nil }
  init(_ id: RecordID?) { self = id.map { .string($0.description) } ?? .nil }
  init(_ number: Double?) { self = number.map { .number($0) } ?? .nil }
  init(_ number: Int) { self = .integer(Int64(number)) }
  static func list(_ items: [LuaValue]) -> LuaValue { .table(LuaTable(items: items, kind: "list")) }
}

extension Seed: LuaRecord {
  var luaFields: [(String, LuaValue)] {
    [
      ("type", .string(type)), ("text", .string(text)), ("origin", .string(origin)), ("language", LuaValue(language)),
      ("title", LuaValue(title)), ("chunk", LuaValue(chunk)),
    ]
  }
}

extension Passage: LuaRecord {
  var luaFields: [(String, LuaValue)] {
    [
      ("seed", LuaValue(seed)), ("parent", LuaValue(parent)), ("suggestion", LuaValue(suggestion)),
      ("transformation", .string(transformation)), ("text", .string(text)),
    ]
  }
}

extension Instruction: LuaRecord {
  var luaFields: [(String, LuaValue)] {
    [
      ("text", .string(text)), ("passage", LuaValue(passage)), ("parent", LuaValue(parent)),
      ("suggestion", LuaValue(suggestion)), ("skill", LuaValue(skill)), ("type", LuaValue(type)),
      ("answerability", .string(answerability.rawValue)), ("goal", LuaValue(goal)), ("round", LuaValue(round)),
    ]
  }
}

extension Suggestion: LuaRecord {
  var luaFields: [(String, LuaValue)] {
    [("instruction", LuaValue(instruction)), ("goal", .string(goal)), ("text", .string(text))]
  }
}

extension Response: LuaRecord {
  var luaFields: [(String, LuaValue)] {
    [
      ("instruction", LuaValue(instruction)), ("model", .string(model)), ("text", .string(text)),
      ("ordinal", LuaValue(ordinal)),
    ]
  }
}

extension Verdict: LuaRecord {
  var luaFields: [(String, LuaValue)] {
    [
      ("battle", LuaValue(battle)), ("judge", .string(judge)), ("order", .string(order.rawValue)),
      ("state", .string(state.rawValue)), ("score_a", LuaValue(scoreA)), ("score_b", LuaValue(scoreB)),
      ("explanation", LuaValue(explanation)),
    ]
  }
}

extension Taxonomy: LuaRecord {
  var luaFields: [(String, LuaValue)] {
    [("skill", .string(skill)), ("parent", LuaValue(parent)), ("nodes", .list(nodes.map(\.lua)))]
  }
}

extension TaxonomyNode {
  var lua: LuaValue {
    .table(
      LuaTable(fields: [
        ("name", .string(name)), ("definition", .string(definition)), ("answer_format", .string(answerFormat)),
        ("answerability", .string(answerability.rawValue)),
        ("transformations", .list(transformations.map { .string($0) })), ("weight", .number(weight)),
        ("parent", LuaValue(parent)),
      ]))
  }
}
