// A taxonomy as written in `Prompts/taxonomy/<skill>.yaml`. Revisions that feedback makes are the engine's business.

package import SparCore

/// A taxonomy file, checked.
package struct TaxonomyFile: Sendable {
  package let about: String
  /// Where the types come from: papers.
  package let source: String?
  package let taxonomy: Taxonomy
  package let file: String
  /// Of the file's bytes.
  package let hash: ContentKey
  let lines: Lines

  /// Where the names of a file stand, for what is found out later.
  struct Lines: Sendable {
    var transformations: [String: Int] = [:]
    var goals: [String: Int] = [:]
    var types: [String: Int] = [:]
  }
}

extension TaxonomyFile {
  private static let fields = [
    "skill", "about", "source", "seeds", "transformations", "goals", "stands_alone", "types",
  ]
  private static let typeFields = [
    "name", "definition", "answer_format", "answerability", "transformations", "weight", "parent", "seeds",
  ]

  /// - Parameter transformations: the names that the skill and its types may be limited to.
  init(skill: String, _ source: PromptSource, transformations: [String]) throws(PromptError) {
    let fields = try YAMLFields(yaml: source.text, offset: 0, in: source, known: Self.fields)
    let stated = try fields.requiredText("skill")
    guard stated == skill else {
      throw fields.error("skill", "says skill '\(stated)' in a file named '\(skill)'.")
    }
    let about = try fields.requiredText("about")
    var lines = Lines()
    let head = SkillHead(
      about: about.trimmingLineEnds, seeds: try Self.seeds(fields, among: []),
      transformations: try Self.transformations(fields, among: transformations, &lines.transformations),
      goals: try Self.weights("goals", of: fields, &lines.goals),
      standsAlone: try fields.bool("stands_alone") ?? false)
    let nodes = try Self.nodes(fields, head, transformations, &lines.types)
    self.init(
      about: about, source: try fields.text("source"), taxonomy: Taxonomy(skill: skill, nodes: nodes, head: head),
      file: source.file, hash: source.hash, lines: lines)
  }

  private static func transformations(
    _ fields: YAMLFields, among known: [String], _ lines: inout [String: Int]
  ) throws(PromptError) -> [WeightedName] {
    let names = try weights("transformations", of: fields, &lines)
    for (name, line) in lines where !known.contains(name) {
      throw fields.unknown(name, "transformation", among: known, at: line)
    }
    return names
  }

  /// Names with weights, of which one at least can be drawn.
  private static func weights(
    _ key: String, of fields: YAMLFields, _ lines: inout [String: Int]
  ) throws(PromptError) -> [WeightedName] {
    var names: [WeightedName] = []
    for (name, line) in try fields.weights(key) {
      if lines.updateValue(line, forKey: name.name) != nil {
        throw fields.error(at: line, "has '\(name.name)' twice in '\(key)'.")
      }
      names.append(WeightedName(try kebab(key, of: fields, name.name), name.weight))
    }
    guard names.isEmpty || names.contains(where: { $0.weight > 0 }) else {
      throw fields.error(key, "has no weight above 0 in '\(key)'.", hint: "Nothing could be drawn from it.")
    }
    return names
  }

  private static func nodes(
    _ fields: YAMLFields, _ head: SkillHead, _ transformations: [String], _ lines: inout [String: Int]
  ) throws(PromptError) -> [TaxonomyNode] {
    let suitable = head.transformations.isEmpty ? transformations : head.transformations.map(\.name)
    var nodes: [TaxonomyNode] = []
    for type in try fields.list("types", known: typeFields) {
      let node = try node(type, suitable, seeds: head.seeds)
      if lines.updateValue(type.line, forKey: node.name) != nil {
        throw type.error("name", "has the type '\(node.name)' twice.")
      }
      nodes.append(node)
    }
    guard nodes.contains(where: { $0.weight > 0 }) else {
      throw fields.error("types", "has no type with a weight above 0.", hint: "Nothing could be sampled from it.")
    }
    return nodes
  }

  private static func node(
    _ type: YAMLFields, _ transformations: [String], seeds: [String]
  ) throws(PromptError) -> TaxonomyNode {
    let name = try kebab("name", of: type, try type.requiredText("name"))
    let weight = try type.number("weight") ?? 1
    guard weight >= 0 else {
      throw type.error("weight", "has the weight \(weight) for '\(name)'; it cannot be negative.")
    }
    return TaxonomyNode(
      name: name, definition: try type.requiredText("definition").trimmingLineEnds,
      answerFormat: try type.requiredText("answer_format").trimmingLineEnds,
      answerability: try type.choice("answerability", Answerability.self) ?? .answerable,
      transformations: try known("transformations", of: type, transformations),
      weight: weight,
      parent: try type.text("parent").map { text throws(PromptError) in try kebab("parent", of: type, text) },
      seeds: try Self.seeds(type, among: seeds))
  }

  /// - Parameter among: what the skill takes; empty for any.
  private static func seeds(_ fields: YAMLFields, among known: [String]) throws(PromptError) -> [String] {
    let types = try fields.texts("seeds")
    for type in types {
      _ = try kebab("seeds", of: fields, type)
      guard known.isEmpty || known.contains(type) else {
        throw fields.unknown(type, "type of seed", among: known, at: fields.line(of: "seeds"))
      }
    }
    return types
  }

  private static func known(
    _ key: String, of type: YAMLFields, _ transformations: [String]
  ) throws(PromptError) -> [String] {
    let only = try type.texts(key)
    for name in only where !transformations.contains(name) {
      throw type.unknown(name, "transformation", among: transformations, at: type.line(of: key))
    }
    return only
  }

  private static func kebab(_ key: String, of type: YAMLFields, _ text: String) throws(PromptError) -> String {
    guard text.isKebab else { throw type.error(key, "has '\(text)' for '\(key)'.", hint: "Write it in-kebab-case.") }
    return text
  }
}

extension String {
  /// Whether it is a name-in-kebab-case.
  package var isKebab: Bool {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
    }
  }

  /// Without the line end that YAML's folded text has.
  fileprivate var trimmingLineEnds: String {
    var text = self
    while text.utf8.last == UInt8(ascii: "\n") { text.removeLast() }
    return text
  }
}
