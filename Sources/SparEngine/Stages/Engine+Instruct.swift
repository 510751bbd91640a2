// passage → instructions, one instruction type per call

internal import LoopKit
package import SparCore
internal import SparPrompts
internal import SparStore

/// What is asked of `instruct`.
package struct InstructOptions: Sendable {
  /// Types per passage.
  package var types = 1
  /// Instructions per type.
  package var count = 3
  /// This type, instead of drawing.
  package var type: String?
  package var model: String?

  package init() {}
}

extension Engine {
  /// Writes instructions about a passage, of types drawn from the taxonomy by weight.
  ///
  /// The transformation gates the types, and one call asks for one type (arXiv 2407.03502: mixing them pollutes
  /// types). Each turn of a loop asks for samples of its own.
  package func instruct(
    _ passage: Stored<Passage>, taxonomy: Stored<Taxonomy>, options: InstructOptions
  ) async throws -> [Stored<Instruction>] {
    let nodes = try chooseTypes(for: passage, in: taxonomy, options)
    let written = try await inOrder(nodes) { try await self.instruct(passage, $0, skill: taxonomy.skill, options) }
    return written.flatMap { $0 }
  }

  private func instruct(
    _ passage: Stored<Passage>, _ node: TaxonomyNode, skill: String, _ options: InstructOptions
  ) async throws -> [Stored<Instruction>] {
    let agent = try agent("instruct", skill, replying: .items)
    let inputs: [String: JSON] = [
      "passage": .string(passage.text), "transformation": .string(passage.transformation),
      "type": .string(node.name), "definition": .string(node.definition), "answer_format": .string(node.answerFormat),
      "count": .int(Int64(options.count)),
    ]
    let question = Question(agent, inputs, ordinal: max(0, (iteration ?? 1) - 1))
    let reply = try await ask(question, of: try model(for: "author", given: options.model))
    let drafts = reply.items.prefix(options.count).map { text in
      let instruction = Instruction(
        text: text, passage: passage.id, skill: skill, type: node.name, answerability: node.answerability)
      return Draft(record: instruction, key: .instruction(text, of: passage.key, call: reply.key))
    }
    return try await keep(drafts, from: reply)
  }

  private func chooseTypes(
    for passage: Stored<Passage>, in taxonomy: Stored<Taxonomy>, _ options: InstructOptions
  ) throws -> [TaxonomyNode] {
    if let name = options.type { return [try namedType(name, in: taxonomy.value)] }
    var suitable = taxonomy.nodes.filter { $0.applies(to: passage.transformation) && $0.weight > 0 }
    guard !suitable.isEmpty else {
      throw EngineError(
        .noType, "No type of \(taxonomy.skill) suits a passage made by \(passage.transformation).",
        hint: "Give a type a weight above 0, or another transformation.")
    }
    var draws = random("instruct", passage.key.description, String(iteration ?? 0))
    var chosen: [TaxonomyNode] = []
    while chosen.count < options.types, let index = draws.index(weights: suitable.map(\.weight)) {
      chosen.append(suitable.remove(at: index))
    }
    return chosen
  }

  private func namedType(_ name: String, in taxonomy: Taxonomy) throws -> TaxonomyNode {
    if let node = taxonomy.node(named: name) { return node }
    let nearest = Spelling.nearest(to: name, in: taxonomy.nodes.map(\.name))
    throw EngineError(
      .argument, "The taxonomy of \(taxonomy.skill) has no type '\(name)'.",
      hint: nearest.map { "Did you mean '\($0)'?" } ?? "taxonomy.load(\"\(taxonomy.skill)\") lists them.")
  }

  /// Takes in a task that a script or a user wrote.
  package func instruction(_ text: String) async throws -> Stored<Instruction> {
    try await keep([Draft(record: Instruction(text: text), key: .instruction(text))])[0]
  }
}

extension ContentKey {
  /// Of a task that stands alone.
  static func instruction(_ text: String) -> ContentKey { ContentKey("instruction/1", ["text": text]) }

  /// - Parameter parent: the passage of a seed instruction, or the instruction that a refinement came from.
  static func instruction(
    _ text: String, of parent: ContentKey, call: ContentKey, passage: ContentKey? = nil
  ) -> ContentKey {
    var builder = Builder("instruction/1")
    builder.add("parent", parent)
    builder.add("call", call)
    if let passage { builder.add("passage", passage) }
    builder.add("text", text)
    return builder.build()
  }
}
