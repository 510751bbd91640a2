// Which types of a taxonomy a passage is asked for.

internal import LoopKit
internal import SparCore

extension Engine {
  /// The types drawn for a passage, or the one that is named.
  func chooseTypes(
    for passage: Stored<Passage>, in taxonomy: Stored<Taxonomy>, _ options: InstructOptions
  ) throws -> [TaxonomyNode] {
    if let name = options.type { return [try namedType(name, in: taxonomy.value)] }
    var suitable = try suitableTypes(for: passage, in: taxonomy.value)
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

  /// Those whose transformations and seeds hold for the passage.
  private func suitableTypes(for passage: Stored<Passage>, in taxonomy: Taxonomy) throws -> [TaxonomyNode] {
    let nodes = taxonomy.nodes.filter { $0.applies(to: passage.transformation) && $0.weight > 0 }
    guard nodes.contains(where: { !$0.seeds.isEmpty }) else { return nodes }
    let type = try record(Seed.self, passage.seed).type
    return nodes.filter { $0.applies(toSeedsOf: type) }
  }

  private func namedType(_ name: String, in taxonomy: Taxonomy) throws -> TaxonomyNode {
    if let node = taxonomy.node(named: name) { return node }
    let nearest = Spelling.nearest(to: name, in: taxonomy.nodes.map(\.name))
    throw EngineError(
      .argument, "The taxonomy of \(taxonomy.skill) has no type '\(name)'.",
      hint: nearest.map { "Did you mean '\($0)'?" } ?? "taxonomy.load(\"\(taxonomy.skill)\") lists them.")
  }
}
