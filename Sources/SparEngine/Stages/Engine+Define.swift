// Types and skills that a script defines at run time.

internal import LoopKit
package import SparCore
package import SparPrompts
package import SparStore

extension Engine {
  /// A new revision of a skill with one type more, or another in the place of one of the same name. A skill that has
  /// no taxonomy yet gets one.
  package func addType(_ node: TaxonomyNode, to skill: String) async throws -> Stored<Taxonomy> {
    try checkKebab(skill, node.name)
    let base = try await currentTaxonomy(skill)
    var taxonomy = base?.value ?? Taxonomy(skill: skill, nodes: [])
    if base?.value.node(named: node.name) == node, let base { return base }
    taxonomy.parent = base?.id
    taxonomy.evidence = ["added": .string(node.name)]
    taxonomy.nodes.removeAll { $0.name == node.name }
    taxonomy.nodes.append(node)
    return try await define(taxonomy, after: base, as: .init(node, of: skill))
  }

  /// A whole taxonomy in the place of the one there is.
  package func defineSkill(_ skill: String, head: SkillHead, nodes: [TaxonomyNode]) async throws -> Stored<Taxonomy> {
    for node in nodes { try checkKebab(skill, node.name) }
    let base = try await currentTaxonomy(skill)
    if let base, base.value.head == head, base.value.nodes == nodes { return base }
    let taxonomy = Taxonomy(
      skill: skill, parent: base?.id, nodes: nodes, evidence: base == nil ? .null : "defined anew", head: head)
    return try await define(taxonomy, after: base, as: .init(taxonomy))
  }

  /// The skills that have a taxonomy: a file, or one of the script's.
  package var skills: [String] { Set(library.skills + definedTaxonomies.keys).sorted() }

  private func currentTaxonomy(_ skill: String) async throws -> Stored<Taxonomy>? {
    guard definedTaxonomies[skill] != nil || library.skills.contains(skill) else { return nil }
    return try await taxonomy(skill)
  }

  private func define(
    _ taxonomy: Taxonomy, after base: Stored<Taxonomy>?, as definition: Definition
  ) async throws -> Stored<Taxonomy> {
    for node in taxonomy.nodes { try check(node, in: taxonomy) }
    for name in taxonomy.head.transformations { _ = try library.agent("transform", name.name) }
    _ = try await define(definition)
    let stored = try await keep([Draft(record: taxonomy, key: .taxonomy(taxonomy, parent: base?.key))])[0]
    definedTaxonomies[taxonomy.skill] = stored
    return stored
  }

  private func check(_ node: TaxonomyNode, in taxonomy: Taxonomy) throws {
    for name in node.transformations { _ = try library.agent("transform", name) }
    guard node.weight >= 0, node.weight.isFinite else {
      throw EngineError(
        .argument, "\(node.weight) is no weight of '\(node.name)'.", hint: "Weights are numbers from 0 up.")
    }
  }

  private func checkKebab(_ names: String...) throws {
    for name in names where !name.isKebab {
      throw EngineError(.argument, "'\(name)' is no name of a skill or a type.", hint: "Write it in-kebab-case.")
    }
  }
}

extension Definition {
  fileprivate init(_ node: TaxonomyNode, of skill: String) {
    self.init(
      kind: "type", name: "\(skill)/\(node.name)", text: node.definitionJSON.indentedText, about: node.definition)
  }

  fileprivate init(_ taxonomy: Taxonomy) {
    let head = taxonomy.head
    let weights: ([WeightedName]) -> JSON = { names in
      .object(JSONObject(names.map { ($0.name, .double($0.weight)) }))
    }
    let json: JSON = [
      "skill": .string(taxonomy.skill), "about": .string(head.about ?? ""),
      "seeds": .array(head.seeds.map { .string($0) }), "transformations": weights(head.transformations),
      "goals": weights(head.goals), "types": .array(taxonomy.nodes.map(\.definitionJSON)),
    ]
    self.init(kind: "skill", name: taxonomy.skill, text: json.indentedText, about: head.about)
  }
}

extension TaxonomyNode {
  fileprivate var definitionJSON: JSON {
    [
      "name": .string(name), "definition": .string(definition), "answer_format": .string(answerFormat),
      "answerability": .string(answerability.rawValue), "weight": .double(weight),
      "transformations": .array(transformations.map { .string($0) }), "seeds": .array(seeds.map { .string($0) }),
      "parent": parent.map { .string($0) } ?? .null,
    ]
  }
}
