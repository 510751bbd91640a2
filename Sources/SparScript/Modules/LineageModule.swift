// why: where a record comes from

internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStore

enum LineageModule: Module {
  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "why", "What a record was made from, up to its seed.",
        parameters: [.init("record", "table|string", "a record or its id")],
        returns: "a list of {child, role, parent}, nearest first",
        example: "why(b)",
        .immediate { call in
          guard let name = call.values[0].table?["id"]?.string ?? call.values[0].string, let id = RecordID(name) else {
            throw call.wrong(0, "a record or its id")
          }
          let links = try host.engine.store.read { try $0.lineage(of: id) }
          return [
            .list(
              links.map { link in
                .table(
                  LuaTable(fields: [
                    ("child", LuaValue(link.child)), ("role", .string(link.role)), ("parent", LuaValue(link.parent)),
                  ]))
              })
          ]
        }),
      Verb(
        "find", "The record with this id, or whose key begins with these digits.",
        parameters: [.init("id", "string", "s12, i7, or the digits of a key in an exported row")],
        returns: "a record",
        .immediate { call in
          let name = try call.text(at: 0) ?? ""
          guard let id = try RecordID(name) ?? host.engine.store.read({ try $0.find(keyPrefix: name, limit: 1) }).first
          else {
            throw ScriptError(.argument, "There is no record '\(name)'.")
          }
          return [try host.lua(id)]
        }),
    ]
  }
}

extension ScriptHost {
  fileprivate func lua(_ id: RecordID) throws -> LuaValue {
    switch id.kind {
    case .seed: return try engine.record(Seed.self, id).lua
    case .passage: return try engine.record(Passage.self, id).lua
    case .instruction: return try engine.record(Instruction.self, id).lua
    case .suggestion: return try engine.record(Suggestion.self, id).lua
    case .response: return try engine.record(Response.self, id).lua
    case .verdict: return try engine.record(Verdict.self, id).lua
    case .taxonomy: return try engine.record(Taxonomy.self, id).lua
    case .battle:
      let battle = try engine.record(Battle.self, id)
      let verdicts = try engine.store.read { try $0.records(Verdict.self, .of(id)) }
      return try lua([JudgedBattle(battle, Engine.counting(verdicts), policy: .tie)])[0]
    case .dataset, .run, .call:
      throw ScriptError(.argument, "A \(id.kind.rawValue) cannot be shown as a record.", hint: "spar.db holds it.")
    }
  }
}
