// arena.testsets, arena.leaks; and host.*, on which stdlib-lua/spar/testset.lua builds

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStore

enum TestSetModule: Module {
  static let topic = Topic.curation

  static func verbs(of host: ScriptHost) -> [Verb] {
    [list(host), leaks(host), pool(host), stored(host), freeze(host)]
  }

  private static func list(_ host: ScriptHost) -> Verb {
    Verb(
      "arena.testsets", "The test sets of the project, oldest first.", returns: [.init("test_set[]")],
      example: "for _, set in ipairs(arena.testsets()) do print(set.name, set.count) end",
      .immediate { _ in [.list(try host.engine.testSets().map(TestSet.shape.table))] })
  }

  private static func leaks(_ host: ScriptHost) -> Verb {
    Verb(
      "arena.leaks",
      "Which rows hold what a test set holds out: the same task, thirteen words in a row, a near-duplicate, a neighbour.",
      parameters: [.init("rows", "row[]|instruction[]", "rows as `dataset.export` takes them, or instructions")],
      returns: [.init("leak[]", "one for each row that leaks, the clearest")],
      example: "for _, leak in ipairs(arena.leaks(rows)) do print(leak.row, leak.reason) end",
      .waiting { call in
        guard let items = call.values[0].list else { throw call.wrong(0, "a list of rows") }
        let leaks = try await host.engine.leaks(among: try items.map { try instruction(of: $0, call) })
        return [.list(leaks.map(Leak.shape.table))]
      })
  }

  private static func instruction(of row: LuaValue, _ call: VerbCall) throws -> RecordID {
    let held = row.table?["instruction"] ?? row
    let id = (held.table?["id"]?.string ?? held.string).flatMap { RecordID($0) }
    if let id, id.kind == .instruction { return id }
    throw ScriptError(
      .argument, "\(call.verb.name) takes rows and instructions, not \(row.shown).", hint: call.verb.signature)
  }

  // MARK: For the library

  private static func pool(_ host: ScriptHost) -> Verb {
    Verb(
      "host.unheld_instructions", "Instructions that no gate turned away and no test set holds.",
      returns: [.init("instruction[]")],
      .immediate { _ in [.list(try host.engine.unheldInstructions().map(\.lua))] })
  }

  private static func stored(_ host: ScriptHost) -> Verb {
    Verb(
      "host.testset", "A stored test set with its items; nothing where there is none of that name.",
      parameters: [.init("name", "string", "its name")], returns: [.init("table?")],
      .immediate { call in
        guard let testSet = try host.engine.testSet(named: try call.text(at: 0) ?? "") else { return [.nil] }
        let items = try testSet.items.map { item in
          LuaValue.table(
            LuaTable(fields: [
              ("instruction", try host.engine.record(Instruction.self, item.instruction).lua),
              ("part", .string(item.part)), ("cluster", LuaValue(item.cluster)),
              ("difficulty", LuaValue(item.difficulty)),
            ]))
        }
        let fields: [(String, LuaValue)] = [
          ("name", .string(testSet.name)), ("definition", .string(testSet.definition.text)),
          ("vectors", .string(testSet.vectors)), ("items", .list(items)),
        ]
        return [.table(LuaTable(fields: fields))]
      })
  }

  private static func freeze(_ host: ScriptHost) -> Verb {
    Verb(
      "host.freeze", "Stores a test set for good.",
      parameters: [.init("testset", "table", "{name, definition, vectors, items}")],
      .waiting { call in
        guard let table = call.values[0].table, let name = table["name"]?.string,
          let definition = table["definition"]?.string, let vectors = table["vectors"]?.string
        else { throw call.wrong(0, "a test set") }
        let items = try (table["items"]?.list ?? []).map { try item($0, call) }
        let testSet = TestSet(
          name: name, definition: try JSON(parsing: definition), vectors: vectors, items: items)
        try await host.engine.freeze(testSet)
        return []
      })
  }

  private static func item(_ value: LuaValue, _ call: VerbCall) throws -> TestSet.Item {
    guard let table = value.table, let part = table["part"]?.string, let cluster = table["cluster"]?.integer,
      let id = (table["instruction"]?.table?["id"]?.string).flatMap({ RecordID($0) })
    else { throw call.wrong(0, "a test set") }
    return TestSet.Item(instruction: id, part: part, cluster: cluster, difficulty: table["difficulty"]?.double)
  }
}
