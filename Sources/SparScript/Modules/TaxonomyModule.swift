// taxonomy.load, taxonomy.revise, taxonomy.diff

internal import SparPrompts
internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum TaxonomyModule: Module {
  static func verbs(of host: ScriptHost) -> [Verb] { [load(host), revise(host), difference(host), skills(host)] }

  private static func load(_ host: ScriptHost) -> Verb {
    Verb(
      "taxonomy.load", "The instruction types of a skill, as its file has them.",
      parameters: [.init("skill", "string", "reading-comprehension", optional: true)],
      returns: "a taxonomy {id, skill, nodes, parent}",
      example: "taxonomy.load().nodes[1].definition",
      .waiting { call in [try await host.engine.taxonomy(try call.text(at: 0) ?? defaultSkill).lua] })
  }

  private static func revise(_ host: ScriptHost) -> Verb {
    Verb(
      "taxonomy.revise", "Makes a new revision with other weights; the old one stays.",
      parameters: [.init("taxonomy", "taxonomy", "the revision to start from")],
      options: [
        .init("weights", "table<string, number>", "new weights by type; the others keep theirs"),
        .init("evidence", "table", "why: kept with the revision"),
      ],
      returns: "a taxonomy",
      example: "x = taxonomy.revise(x, {weights = {flaw = 2}, evidence = {why = \"hard\"}})",
      .waiting { call in
        let old = try host.stored(Taxonomy.self, from: call.values[0], for: call)
        let weights = try weights(call)
        let evidence = try call.table("evidence").map { LuaValue.table($0).json } ?? .null
        return [try await host.engine.revise(old, weights: weights, evidence: evidence).lua]
      })
  }

  private static func difference(_ host: ScriptHost) -> Verb {
    Verb(
      "taxonomy.diff", "What changed between two revisions, largest change first.",
      parameters: [.init("old", "taxonomy", "the earlier one"), .init("new", "taxonomy", "the later one")],
      returns: "a list of {name, old, new, change}",
      .immediate { call in
        let old = try host.stored(Taxonomy.self, from: call.values[0], for: call)
        let new = try host.stored(Taxonomy.self, from: call.values[1], for: call)
        return [.list(changes(from: old.value, to: new.value))]
      })
  }

  private static func skills(_ host: ScriptHost) -> Verb {
    Verb(
      "taxonomy.skills", "The skills that have a taxonomy.", returns: "a list of names",
      .immediate { _ in [.list(host.engine.library.skills.map { .string($0) })] })
  }

  private static func weights(_ call: VerbCall) throws -> [String: Double] {
    var weights: [String: Double] = [:]
    for field in try call.table("weights")?.fields ?? [] {
      guard let weight = field.value.double else {
        throw ScriptError(
          .option, "taxonomy.revise: the weight of \(field.name) must be a number, not \(field.value.shown).")
      }
      weights[field.name] = weight
    }
    return weights
  }

  private static func changes(from old: Taxonomy, to new: Taxonomy) -> [LuaValue] {
    let names = old.nodes.map(\.name) + new.nodes.map(\.name).filter { old.node(named: $0) == nil }
    let rows = names.map { (name: $0, old: old.node(named: $0)?.weight, new: new.node(named: $0)?.weight) }
      .filter { $0.old != $0.new }
      .sorted { (abs(change($0)), $1.name) > (abs(change($1)), $0.name) }
    return rows.map { row in
      .table(
        LuaTable(fields: [
          ("name", .string(row.name)), ("old", LuaValue(row.old)), ("new", LuaValue(row.new)),
          ("change", .number(change(row))),
        ]))
    }
  }

  private static func change(_ row: (name: String, old: Double?, new: Double?)) -> Double {
    (row.new ?? 0) - (row.old ?? 0)
  }

  static let defaultSkill = "reading-comprehension"
}

extension ScriptHost {
  /// A revision, a skill's name, or nothing for the default skill.
  func taxonomy(from value: LuaValue, for call: VerbCall) async throws -> Stored<Taxonomy> {
    if value.isNil { return try await engine.taxonomy(TaxonomyModule.defaultSkill) }
    if let taxonomy = try record(Taxonomy.self, from: value, for: call) { return taxonomy }
    return try await engine.taxonomy(value.string ?? "")
  }
}

extension LuaValue {
  /// The value as JSON; a table with items is an array, any other an object.
  var json: JSON {
    switch self {
    case .nil, .reference: .null
    case .bool(let value): .bool(value)
    case .integer(let value): .int(value)
    case .number(let value): .double(value)
    case .string(let value): .string(value)
    case .bytes(let value): .string(String(decoding: value, as: UTF8.self))
    case .table(let table) where !table.items.isEmpty: .array(table.items.map(\.json))
    case .table(let table): .object(JSONObject(table.fields.map { ($0.name, $0.value.json) }))
    }
  }
}
