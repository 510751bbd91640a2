// A taxonomy: a revision of a tree of weighted instruction types, used as a sampler.

/// An instruction type: what `instruct` is asked for, one node per call.
package struct TaxonomyNode: Sendable, Equatable {
  package var name: String
  package var definition: String
  package var answerFormat: String
  package var answerability: Answerability
  /// The transformations whose passages this type suits; empty means any.
  package var transformations: [String]
  /// Relative frequency when types are sampled; not negative.
  package var weight: Double
  /// The node above it, for grouping; `nil` at the top.
  package var parent: String?
  /// The types of seeds that this type suits; empty means any.
  package var seeds: [String]

  package init(
    name: String, definition: String, answerFormat: String, answerability: Answerability = .answerable,
    transformations: [String] = [], weight: Double = 1, parent: String? = nil, seeds: [String] = []
  ) {
    self.name = name
    self.definition = definition
    self.answerFormat = answerFormat
    self.answerability = answerability
    self.transformations = transformations
    self.weight = weight
    self.parent = parent
    self.seeds = seeds
  }

  /// Whether passages of `transformation` may be asked for this type.
  package func applies(to transformation: String) -> Bool {
    transformations.isEmpty || transformations.contains(transformation)
  }

  /// Whether passages made from seeds of `type` may be asked for this type.
  package func applies(toSeedsOf type: String) -> Bool { seeds.isEmpty || seeds.contains(type) }
}

/// One revision of the instruction types of a skill.
package struct Taxonomy: Record {
  package static let kind = RecordKind.taxonomy

  package var skill: String
  /// The revision this one came from; `nil` for one read from a file.
  package var parent: RecordID?
  package var nodes: [TaxonomyNode]
  /// Why it differs from its parent, in words or numbers; part of the record, shown with the diff.
  package var evidence: JSON
  /// What holds for the skill as a whole.
  package var head: SkillHead

  package init(
    skill: String, parent: RecordID? = nil, nodes: [TaxonomyNode], evidence: JSON = .null,
    head: SkillHead = SkillHead()
  ) {
    self.skill = skill
    self.parent = parent
    self.nodes = nodes
    self.evidence = evidence
    self.head = head
  }

  package func node(named name: String) -> TaxonomyNode? { nodes.first { $0.name == name } }
}
