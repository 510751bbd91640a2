// Taxonomies and their revisions

internal import LoopKit
package import SparCore
internal import SparPrompts
internal import SparStore

extension Engine {
  /// The taxonomy of a skill as the script has defined it, or else as its file has it, as a stored revision.
  package func taxonomy(_ skill: String) async throws -> Stored<Taxonomy> {
    if let defined = definedTaxonomies[skill] { return defined }
    let taxonomy = try library.taxonomy(skill: skill)
    return try await keep([Draft(record: taxonomy, key: .taxonomy(taxonomy, parent: nil))])[0]
  }

  /// What a taxonomy says of its skill.
  func skillHead(_ skill: String) throws -> SkillHead {
    try definedTaxonomies[skill]?.value.head ?? library.taxonomy(skill: skill).head
  }

  /// The same without storing it.
  package func describe(_ skill: String) throws -> SkillDescription {
    SkillDescription(taxonomy: try definedTaxonomies[skill]?.value ?? library.taxonomy(skill: skill))
  }

  /// A new revision with other weights, and the evidence for them.
  ///
  /// - Parameter weights: by type; types that are not named keep theirs.
  package func revise(
    _ taxonomy: Stored<Taxonomy>, weights: [String: Double], evidence: JSON = .null
  ) async throws -> Stored<Taxonomy> {
    for (name, weight) in weights where taxonomy.value.node(named: name) == nil || !(weight >= 0 && weight.isFinite) {
      throw EngineError(
        .argument, "\(name) = \(weight) is no weight of a type of \(taxonomy.skill).",
        hint: "Weights are numbers from 0 up, by the names of the types.")
    }
    var revision = taxonomy.value
    revision.parent = taxonomy.id
    revision.evidence = evidence
    for index in revision.nodes.indices {
      revision.nodes[index].weight = weights[revision.nodes[index].name] ?? revision.nodes[index].weight
    }
    return try await keep([Draft(record: revision, key: .taxonomy(revision, parent: taxonomy.key))])[0]
  }
}

/// A skill as its file has it, or as a script has defined it; no record.
package struct SkillDescription: Sendable {
  package let taxonomy: Taxonomy
}

extension ContentKey {
  static func taxonomy(_ taxonomy: Taxonomy, parent: ContentKey?) -> ContentKey {
    var builder = Builder("taxonomy/1")
    builder.add("skill", taxonomy.skill)
    if let parent { builder.add("parent", parent) }
    builder.add("evidence", taxonomy.evidence)
    for node in taxonomy.nodes {
      builder.add("name", node.name)
      builder.add("definition", node.definition)
      builder.add("format", node.answerFormat)
      builder.add("answerability", node.answerability.rawValue)
      builder.add("transformations", node.transformations.joined(separator: "\n"))
      builder.add("weight", node.weight.description)
      builder.add("parent", node.parent ?? "")
      for type in node.seeds { builder.add("seeds", type) }
    }
    builder.add(taxonomy.head)
    return builder.build()
  }
}

extension ContentKey.Builder {
  /// Nothing for a taxonomy without one, so that those of earlier versions keep their keys.
  fileprivate mutating func add(_ head: SkillHead) {
    guard !head.isBare else { return }
    add("about", head.about ?? "")
    for type in head.seeds { add("seed", type) }
    for transformation in head.transformations { add("transform", "\(transformation.weight) \(transformation.name)") }
    for goal in head.goals { add("goal", "\(goal.weight) \(goal.name)") }
    if head.standsAlone { add("stands alone", 1) }
  }
}
