// What is asked of `transform`.

package import SparCore

/// What a transformation starts from: a seed, or the passage that another transformation made.
package enum TransformSource: Sendable {
  case seed(Stored<Seed>)
  case passage(Stored<Passage>)

  var key: ContentKey {
    switch self {
    case .seed(let seed): seed.key
    case .passage(let passage): passage.key
    }
  }

  var text: String {
    switch self {
    case .seed(let seed): seed.text
    case .passage(let passage): passage.text
    }
  }

  /// The passage that becomes the parent of the next one.
  var parent: RecordID? {
    guard case .passage(let passage) = self else { return nil }
    return passage.id
  }
}

/// Which transformations.
package enum TransformationChoice: Sendable {
  /// These, one after the other.
  case chain([String])
  /// One of these, by weight.
  case oneOf([WeightedName])
  /// One of the skill's, by the weights of its taxonomy.
  case skill(String)
}

package struct TransformOptions: Sendable {
  package var choice = TransformationChoice.skill("reading-comprehension")
  /// Whether an agent that looks at the text chooses among several, instead of chance.
  package var isPicked = false
  package var model: String?
  /// What the caller passes along; each agent is given what it declares of it.
  package var inputs: [String: JSON] = [:]

  package init() {}
}
