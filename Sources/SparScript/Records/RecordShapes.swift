// The tables of the records that agents and people write: what each field is, and where it comes from.

internal import LuaKit
internal import SparCore

extension Seed: LuaRecord {
  static let shape = recordShape(
    "A raw document, or a piece of one, taken in.",
    [
      .init("type", "string", "`text`, `code`, `api`, `table`, or a type of a reader of your own") { .string($0.type) },
      .init("text", "string", "the text itself") { .string($0.text) },
      .init("origin", "string", "where it came from: a path, or `path:line` for a row of a JSONL file") {
        .string($0.origin)
      },
      .init("language", "string?", "the programming language of code: `swift`") { LuaValue($0.language) },
      .init("title", "string?", "the document's title, where it has one") { LuaValue($0.title) },
      .init("chunk", "integer", "which piece of its document this is, from 0") { LuaValue($0.chunk) },
      .init("licence", "string?", "the licence that the document names") { LuaValue($0.licence) },
      .init("document", "string?", "a digest of the document's text; its seeds share it") {
        LuaValue($0.document?.description)
      },
      .init("start", "integer?", "the first of its bytes in the document's text, from 0") {
        $0.start.map { LuaValue($0) } ?? .nil
      },
      .init("stop", "integer?", "the byte after its last") { $0.end.map { LuaValue($0) } ?? .nil },
      .init("reader", "string?", "the hash of the definition of your own reader, where one read it") {
        LuaValue($0.reader?.description)
      },
    ])
}

extension Passage: LuaRecord {
  static let shape = recordShape(
    "A seed after a content transformation, or an earlier passage after an edit.",
    [
      .init("seed", "string", "the id of its seed") { LuaValue($0.seed) },
      .init("parent", "string?", "the id of the passage that an edit changed") { LuaValue($0.parent) },
      .init("suggestion", "string?", "the id of the suggestion that the edit followed") { LuaValue($0.suggestion) },
      .init("transformation", "string", "the agent that wrote it: `debate`; `identity` for the seed as it is") {
        .string($0.transformation)
      },
      .init("text", "string", "the text itself") { .string($0.text) },
    ])
}

extension Instruction: LuaRecord {
  static let shape = recordShape(
    "A task for a model; a refinement is a new instruction with a parent.",
    [
      .init("text", "string", "the task in words, without its passage") { .string($0.text) },
      .init("passage", "string?", "the id of the passage it was made from") { LuaValue($0.passage) },
      .init("stands_alone", "boolean", "whether whoever works on it does not see the passage") {
        .bool($0.standsAlone)
      },
      .init("parent", "string?", "the id of the instruction that this one refines") { LuaValue($0.parent) },
      .init("suggestion", "string?", "the id of the suggestion that it followed") { LuaValue($0.suggestion) },
      .init("skill", "string?", "the skill whose taxonomy it was drawn from") { LuaValue($0.skill) },
      .init("type", "string?", "the instruction type, a node of the taxonomy: `strengthen`") { LuaValue($0.type) },
      .init(
        "answerability", "string",
        "`answerable`; else (`unanswerable`, `missing-information`, `missing-api`) declining or asking does well"
      ) {
        .string($0.answerability.rawValue)
      },
      .init("goal", "string?", "the goal of the refinement that made it: `harder`") { LuaValue($0.goal) },
      .init("round", "integer", "how many refinements lie between it and its first instruction") { LuaValue($0.round) },
      .init("turns", "string[]?", "what the user says after each reply, where there are several turns") {
        .texts($0.turns)
      },
      .init("tools", "tool[]?", "what a contender may call, as `tools.from` takes it") { .tools($0.tools) },
    ])
}

extension Suggestion: LuaRecord {
  static let shape = recordShape(
    "A proposed way to change an instruction towards a goal.",
    [
      .init("instruction", "string", "the id of the instruction to change") { LuaValue($0.instruction) },
      .init("goal", "string", "the goal: a file in Prompts/suggest") { .string($0.goal) },
      .init("text", "string", "what to change, in words") { .string($0.text) },
    ])
}

extension Response: LuaRecord {
  // Of a list there are as many as calls: what names the value itself follows no path to it.
  static let shape = recordShape(
    "One model's reply to one instruction.",
    [
      .init("instruction", "string", "the id of the instruction") { LuaValue($0.value.instruction) },
      .init("model", "string", "the model's name as it was asked for") { .string($0.value.model) },
      .init("text", "string", "the reply") { .string($0.value.text) },
      .init("ordinal", "integer", "which of several samples it is, from 0") { LuaValue($0.value.ordinal) },
      .init("turns", "string[]?", "all replies, one for each turn of the user's, where there are several") {
        .texts($0.value.turns)
      },
      .init("parent", "string?", "the id of the response that this one improves") { LuaValue($0.value.parent) },
    ])
}

extension LuaValue {
  /// A list; nothing where it is empty.
  fileprivate static func texts(_ texts: [String]) -> LuaValue {
    texts.isEmpty ? .nil : .table(LuaTable(items: texts.map { .string($0) }))
  }

  /// Definitions of tools, their parameters as JSON, whose members keep their order.
  static func tools(_ tools: [Tool]) -> LuaValue {
    guard !tools.isEmpty else { return .nil }
    let items = tools.map { tool in
      LuaValue.table(
        LuaTable(fields: [
          ("name", .string(tool.name)), ("about", .string(tool.about)), ("parameters", .string(tool.parameters.text)),
        ]))
    }
    return .table(LuaTable(items: items))
  }
}
