// why, find: from a record to what it was made from, from an id or a key to the record

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStore

enum LineageModule: Module {
  static let topic = Topic.lineage

  static func verbs(of host: ScriptHost) -> [Verb] { [why(host), find(host)] }

  private static func why(_ host: ScriptHost) -> Verb {
    Verb(
      "why", "What a record was made from, up to its seed, and what tools did on the way to its responses.",
      parameters: [.init("record", "table|string", "a record, or its id")],
      returns: [
        .init(
          "link[]",
          "nearest first; the list's field `tools` has the uses of tools (`traced_use`), `origins` the rows of files that "
            + "imported records stood in (`origin`), if any")
      ],
      example: "why(b)\nwhy(\"i12\")",
      .immediate { call in
        guard let name = call.values[0].table?["id"]?.string ?? call.values[0].string, let id = RecordID(name) else {
          throw call.wrong(0, "a record or its id")
        }
        let (links, uses, origins) = try host.engine.store.read { reader in
          _ = try reader.key(of: id)
          let links = try reader.lineage(of: id)
          let records = [id] + links.map(\.parent).filter { $0.kind != id.kind }
          return (links, try tools(behind: id, links, reader), try records.flatMap { try reader.origins(of: $0) })
        }
        var fields: [(String, LuaValue)] = []
        if !uses.isEmpty { fields.append(("tools", .table(LuaTable(items: uses.map(TracedUse.shape.table))))) }
        if !origins.isEmpty {
          fields.append(("origins", .table(LuaTable(items: origins.map(StoredOrigin.shape.table)))))
        }
        return [.table(LuaTable(items: links.map(LineageLink.shape.table), fields: fields, kind: "list"))]
      })
  }

  /// Of the record itself, and of the responses that it was made from.
  private static func tools(
    behind id: RecordID, _ links: [LineageLink], _ reader: StoreReader
  ) throws -> [TracedUse] {
    var records = [id]
    for link in links where link.parent.kind == .response && !records.contains(link.parent) {
      records.append(link.parent)
    }
    return try records.flatMap { try reader.toolTrace(of: $0) }
  }

  private static func find(_ host: ScriptHost) -> Verb {
    Verb(
      "find", "The record with this id, or whose key begins with these digits.",
      parameters: [.init("id", "string", "`s12`, `i7`; or the digits of a key in an exported row")],
      returns: [.init("table", "a record")],
      example: "find(\"i12\").text",
      .immediate { call in
        guard let name = try call.text(at: 0) else { return [] }
        return [try host.lua(try identify(name, host))]
      })
  }

  /// As many digits of a key as exported rows have; some of those would read as ids.
  private static let digits = 12

  @Host private static func identify(_ name: String, _ host: ScriptHost) throws -> RecordID {
    if name.utf8.count < digits, let id = RecordID(name) { return id }
    let found = name.isEmpty ? [] : try host.engine.store.read { try $0.find(keyPrefix: name, limit: 3) }
    guard let first = found.first else { throw ScriptError(.argument, "There is no record '\(name)'.") }
    guard found.count == 1 else {
      let ids = found.map(\.description).joined(separator: ", ")
      throw ScriptError(.argument, "The keys of several records begin with \(name): \(ids).", hint: "Give more digits.")
    }
    return first
  }
}

extension LineageLink {
  static let shape = ValueShape<LineageLink>(
    "link", "One step of lineage: what a record is to another that was made from it.", hasKind: false,
    [
      .init("child", "string", "the id of the record that was made") { LuaValue($0.child) },
      .init("role", "string", "what the parent is to it: `instruction`, `response_a`") { .string($0.role) },
      .init("parent", "string", "the id of the record it was made from") { LuaValue($0.parent) },
    ])
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
    case .battle: return try lua([try engine.judgedBattle(id)])[0]
    case .dataset, .run, .call:
      throw ScriptError(.argument, "A \(id.kind.rawValue) cannot be shown as a record.", hint: "spar.db holds it.")
    }
  }
}
