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
      "why", "What a record was made from, where its seed comes from, and what was made of it.",
      parameters: [.init("record", "table|string", "a record, or its id")],
      returns: [
        .init(
          "link[]",
          """
          nearest first; the list's fields: `seeds`, where they come from (`seed_source`, the first 20); `made`, how many \
          records of each kind were made of a seed, a passage or an instruction; `tools`, the uses of tools on the way to \
          its responses (`traced_use`); `origins`, the rows of files that imported records stood in (`origin`), if any
          """)
      ],
      example: "why(b)\nwhy(\"i12\")",
      .immediate { call in
        guard let name = call.values[0].table?["id"]?.string ?? call.values[0].string, let id = RecordID(name) else {
          throw call.wrong(0, "a record or its id")
        }
        return [try host.engine.store.read { try lineage(of: id, $0) }]
      })
  }

  private static func lineage(of id: RecordID, _ reader: StoreReader) throws -> LuaValue {
    _ = try reader.key(of: id)
    let links = try reader.lineage(of: id)
    var fields: [(String, LuaValue)] = []
    let sources = try sources(of: id, links, reader)
    if !sources.isEmpty { fields.append(("seeds", .list(sources.map(SeedSource.shape.table)))) }
    if [.seed, .passage, .instruction].contains(id.kind) {
      let made = try reader.made(of: id)
      fields.append(("made", .table(LuaTable(fields: made.map { ($0.kind.rawValue, LuaValue($0.count)) }))))
    }
    let uses = try tools(behind: id, links, reader)
    if !uses.isEmpty { fields.append(("tools", .list(uses.map(TracedUse.shape.table)))) }
    let origins = try ([id] + links.map(\.parent).filter { $0.kind != id.kind }).flatMap { try reader.origins(of: $0) }
    if !origins.isEmpty { fields.append(("origins", .list(origins.map(StoredOrigin.shape.table)))) }
    return .table(LuaTable(items: links.map(LineageLink.shape.table), fields: fields, kind: "list"))
  }

  /// A dataset may have come from very many.
  private static let mostSources = 20

  private static func sources(
    of id: RecordID, _ links: [LineageLink], _ reader: StoreReader
  ) throws -> [SeedSource] {
    var seeds: [RecordID] = []
    for record in [id] + links.map(\.parent) where record.kind == .seed && !seeds.contains(record) {
      guard seeds.count < mostSources else { break }
      seeds.append(record)
    }
    return try seeds.compactMap { try reader.record(Seed.self, id: $0) }.map { try SeedSource($0, in: reader) }
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
