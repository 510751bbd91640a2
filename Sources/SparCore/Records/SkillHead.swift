// What a taxonomy says of its skill as a whole, above its types.

/// A name that is drawn by weight.
package struct WeightedName: Sendable, Equatable {
  package var name: String
  /// Relative frequency; not negative.
  package var weight: Double

  package init(_ name: String, _ weight: Double = 1) {
    self.name = name
    self.weight = weight
  }
}

/// The data of a skill: which seeds it takes, how they are transformed, towards what its instructions are refined.
package struct SkillHead: Sendable, Equatable {
  /// What the skill is, in one sentence.
  package var about: String?
  /// The types of seeds it takes; empty for all.
  package var seeds: [String]
  /// Agents of the stage `transform`; empty where any will do.
  package var transformations: [WeightedName]
  /// Each the name of a suggester and of an editor.
  package var goals: [WeightedName]
  /// Whether contenders are given its instructions without the passage that these were made from.
  package var standsAlone: Bool

  package init(
    about: String? = nil, seeds: [String] = [], transformations: [WeightedName] = [], goals: [WeightedName] = [],
    standsAlone: Bool = false
  ) {
    self.about = about
    self.seeds = seeds
    self.transformations = transformations
    self.goals = goals
    self.standsAlone = standsAlone
  }

  /// Whether it says nothing that has an effect.
  package var isBare: Bool { seeds.isEmpty && transformations.isEmpty && goals.isEmpty && !standsAlone }

  package func takes(seedsOf type: String) -> Bool { seeds.isEmpty || seeds.contains(type) }
}
