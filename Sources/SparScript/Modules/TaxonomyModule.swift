// taxonomy.load, taxonomy.revise, taxonomy.diff

internal import SparPrompts
internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum TaxonomyModule: Module {
  static let topic = Topic.instructions

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      load(host), describe(host), TaxonomyDefinition.add(host), TaxonomyDefinition.define(host), revise(host),
      difference(host),
      coverage(host), skills(host),
    ]
  }

  private static func load(_ host: ScriptHost) -> Verb {
    Verb(
      "taxonomy.load", "The instruction types of a skill, as its file has them, or as the script has defined them.",
      parameters: [.init("skill", "string", "a file in Prompts/taxonomy", default: "reading-comprehension")],
      returns: [.init("taxonomy")],
      example: "taxonomy.load().nodes[1].definition",
      .waiting { call in [try await host.engine.taxonomy(try call.text(at: 0) ?? defaultSkill).lua] })
  }

  private static func describe(_ host: ScriptHost) -> Verb {
    Verb(
      "taxonomy.describe", "What a skill is, without storing a revision: its head and its types.",
      parameters: [.init("skill", "string", "a file in Prompts/taxonomy", default: "reading-comprehension")],
      returns: [.init("skill")],
      example: "taxonomy.describe(\"fermi\").about",
      .immediate { call in
        [SkillDescription.shape.table(try host.engine.describe(try call.text(at: 0) ?? defaultSkill))]
      })
  }

  private static func revise(_ host: ScriptHost) -> Verb {
    Verb(
      "taxonomy.revise", "Makes a new revision with other weights; the old one stays.",
      parameters: [.init("taxonomy", "taxonomy", "the revision to start from")],
      options: [
        .init("weights", "table<string, number>", "new weights by type, from 0 up; the others keep theirs"),
        .init("evidence", "table", "why, in words or numbers; kept with the revision"),
      ],
      returns: [.init("taxonomy", "with the old one as its parent")],
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
      returns: [.init("weight_change[]")],
      example: "taxonomy.diff(taxonomy.load(), x)",
      .immediate { call in
        let old = try host.stored(Taxonomy.self, from: call.values[0], for: call)
        let new = try host.stored(Taxonomy.self, from: call.values[1], for: call)
        return [.list(WeightChange.list(from: old.value, to: new.value).map(WeightChange.shape.table))]
      })
  }

  private static func skills(_ host: ScriptHost) -> Verb {
    Verb(
      "taxonomy.skills", "The skills that have a taxonomy.", returns: [.init("string[]")],
      .immediate { _ in [.list(host.engine.skills.map { .string($0) })] })
  }

  private static func coverage(_ host: ScriptHost) -> Verb {
    Verb(
      "taxonomy.coverage",
      "How far each instruction type has been covered in this project; the prompt shows it with bars.",
      parameters: [.init("skill", "string", "a file in Prompts/taxonomy", default: "all skills")],
      returns: [.init("coverage[]", "in the order of the taxonomy, types that nothing was asked for included")],
      example: "taxonomy.coverage(\"coding\")",
      .waiting { call in
        let lines = try await host.engine.coverage(skill: try call.text(at: 0))
        return [.list(lines.map(TypeCoverage.shape.table))]
      })
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
