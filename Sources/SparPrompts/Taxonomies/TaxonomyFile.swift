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
}

extension TaxonomyFile {
  private static let fields = ["skill", "about", "source", "types"]
  private static let typeFields = [
    "name", "definition", "answer_format", "answerability", "transformations", "weight", "parent",
  ]

  /// - Parameter transformations: the names a type may be limited to.
  init(skill: String, _ source: PromptSource, transformations: [String]) throws(PromptError) {
    let fields = try YAMLFields(yaml: source.text, offset: 0, in: source, known: Self.fields)
    let stated = try fields.requiredText("skill")
    guard stated == skill else {
      throw fields.error("skill", "says skill '\(stated)' in a file named '\(skill)'.")
    }
    let nodes = try Self.nodes(fields, transformations)
    self.init(
      about: try fields.requiredText("about"), source: try fields.text("source"),
      taxonomy: Taxonomy(skill: skill, nodes: nodes), file: source.file, hash: source.hash)
  }

  private static func nodes(_ fields: YAMLFields, _ transformations: [String]) throws(PromptError) -> [TaxonomyNode] {
    var nodes: [TaxonomyNode] = []
    for type in try fields.list("types", known: typeFields) {
      let node = try node(type, transformations)
      if nodes.contains(where: { $0.name == node.name }) {
        throw type.error("name", "has the type '\(node.name)' twice.")
      }
      nodes.append(node)
    }
    guard nodes.contains(where: { $0.weight > 0 }) else {
      throw fields.error("types", "has no type with a weight above 0.", hint: "Nothing could be sampled from it.")
    }
    return nodes
  }

  private static func node(_ type: YAMLFields, _ transformations: [String]) throws(PromptError) -> TaxonomyNode {
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
      parent: try type.text("parent").map { text throws(PromptError) in try kebab("parent", of: type, text) })
  }

  private static func known(
    _ key: String, of type: YAMLFields, _ transformations: [String]
  ) throws(PromptError) -> [String] {
    let only = try type.texts(key)
    for name in only where !transformations.contains(name) {
      let hint = PromptError.suggestion(for: name, in: transformations)
      throw type.error(key, "names an unknown transformation '\(name)'.", hint: hint)
    }
    return only
  }

  private static func kebab(_ key: String, of type: YAMLFields, _ text: String) throws(PromptError) -> String {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isKebab = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
    }
    guard isKebab else { throw type.error(key, "has '\(text)' for '\(key)'.", hint: "Write it in-kebab-case.") }
    return text
  }
}

extension String {
  /// Without the line end that YAML's folded text has.
  fileprivate var trimmingLineEnds: String {
    var text = self
    while text.utf8.last == UInt8(ascii: "\n") { text.removeLast() }
    return text
  }
}
