// The tables of taxonomies, their types and what changed between two of them.

internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStore

extension Taxonomy: LuaRecord {
  static let shape = recordShape(
    "A revision of the weighted instruction types of a skill, used as a sampler.",
    [
      .init("skill", "string", "the skill: `reading-comprehension`") { .string($0.skill) },
      .init("parent", "string?", "the id of the revision it came from") { LuaValue($0.parent) },
      .init("about", "string?", "the skill in one sentence") { LuaValue($0.head.about) },
      .init("seeds", "string[]", "the types of seeds it takes; empty for all") {
        .list($0.head.seeds.map { .string($0) })
      },
      .init("transformations", "table<string, number>", "weights by name, as `transform` takes them; empty for all") {
        .weights($0.head.transformations)
      },
      .init("goals", "table<string, number>", "of refinement: weights by name") { .weights($0.head.goals) },
      .init("stands_alone", "boolean", "whether its instructions are put without their passages") {
        .bool($0.head.standsAlone)
      },
      .init("nodes", "node[]", "the types, in the order of the file") { .list($0.nodes.map(TaxonomyNode.shape.table)) },
      .init("evidence", "table?", "why it differs from its parent, as `taxonomy.revise` was told") {
        LuaValue($0.evidence)
      },
    ])
}

extension TaxonomyNode {
  static let shape = ValueShape<TaxonomyNode>(
    "node", "An instruction type of a taxonomy: what `instruct` asks for, one per call.", hasKind: false,
    [
      .init("name", "string", "the type's name: `strengthen`") { .string($0.name) },
      .init("definition", "string", "what is asked of the author") { .string($0.definition) },
      .init("answer_format", "string", "what an answer looks like") { .string($0.answerFormat) },
      .init("answerability", "string", "`answerable`, `unanswerable`, `missing-information` or `missing-api`") {
        .string($0.answerability.rawValue)
      },
      .init("transformations", "string[]", "whose passages it suits; empty for any") {
        .list($0.transformations.map { .string($0) })
      },
      .init("weight", "number", "relative frequency; 0 switches the type off") { .number($0.weight) },
      .init("parent", "string?", "the group it belongs to") { LuaValue($0.parent) },
      .init("seeds", "string[]", "the types of seeds it suits; empty for any") { .list($0.seeds.map { .string($0) }) },
    ])
}

extension SkillDescription {
  static let shape = ValueShape<SkillDescription>(
    "skill", "What a skill is: the head of its taxonomy, and its types.", hasKind: false,
    [
      .init("skill", "string", "its name") { .string($0.taxonomy.skill) },
      .init("about", "string?", "in one sentence") { LuaValue($0.taxonomy.head.about) },
      .init("seeds", "string[]", "the types of seeds it takes; empty for all") {
        .list($0.taxonomy.head.seeds.map { .string($0) })
      },
      .init("transformations", "table<string, number>", "weights by name") {
        .weights($0.taxonomy.head.transformations)
      },
      .init("goals", "table<string, number>", "of refinement: weights by name") { .weights($0.taxonomy.head.goals) },
      .init("stands_alone", "boolean", "whether its instructions are put without their passages") {
        .bool($0.taxonomy.head.standsAlone)
      },
      .init("types", "node[]", "in the order of the file") {
        .list($0.taxonomy.nodes.map(TaxonomyNode.shape.table))
      },
    ])
}

extension LuaValue {
  fileprivate static func weights(_ names: [WeightedName]) -> LuaValue {
    .table(LuaTable(fields: names.map { ($0.name, .number($0.weight)) }))
  }
}

/// How the weight of a type differs between two revisions; `nil` where one of them lacks the type.
struct WeightChange: Sendable {
  let name: String
  let old: Double?
  let new: Double?

  var amount: Double { (new ?? 0) - (old ?? 0) }

  static let shape = ValueShape<WeightChange>(
    "weight_change", "How the weight of a type differs between two revisions.", hasKind: false,
    [
      .init("name", "string", "the type's name") { .string($0.name) },
      .init("old", "number?", "its weight in the earlier revision") { LuaValue($0.old) },
      .init("new", "number?", "its weight in the later one") { LuaValue($0.new) },
      .init("change", "number", "new less old") { .number($0.amount) },
    ])

  /// The types whose weight changed, largest change first.
  static func list(from old: Taxonomy, to new: Taxonomy) -> [WeightChange] {
    let names = old.nodes.map(\.name) + new.nodes.map(\.name).filter { old.node(named: $0) == nil }
    return names.map { WeightChange(name: $0, old: old.node(named: $0)?.weight, new: new.node(named: $0)?.weight) }
      .filter { $0.old != $0.new }
      .sorted { (abs($0.amount), $1.name) > (abs($1.amount), $0.name) }
  }
}

extension TypeCoverage {
  static let shape = ValueShape<TypeCoverage>(
    "coverage", "How far an instruction type has been covered.",
    [
      .init("skill", "string", "the skill") { .string($0.line.skill) },
      .init("type", "string", "the type's name") { .string($0.line.type) },
      .init("parent", "string?", "the group it belongs to") { LuaValue($0.parent) },
      .init("asked", "integer", "calls of `instruct` for it, those that failed included") { LuaValue($0.line.asked) },
      .init("produced", "integer", "instructions that they gave") { LuaValue($0.line.produced) },
      .init("refined", "integer", "instructions that edits made of those") { LuaValue($0.line.refined) },
      .init("rejected", "integer", "instructions and edits of it that were turned away") { LuaValue($0.line.rejected) },
      .init("share", "number", "produced, as a share of the type that has most") { .number($0.share) },
    ])
}
