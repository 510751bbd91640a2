// Which transformation a seed gets: named, drawn by weight, or picked by an agent that looks at it.

internal import LoopKit
internal import SparCore
internal import SparPrompts

extension Engine {
  /// The agents to transform by, in their order.
  func agents(
    for source: TransformSource, of seed: Stored<Seed>, _ options: TransformOptions
  ) async throws -> [Agent] {
    switch options.choice {
    case .chain(let names): return try names.map(transformer)
    case .oneOf(let names): return [try await one(of: names, for: source, of: seed, options)]
    case .skill(let skill):
      let names = try skillHead(skill).transformations
      let candidates = names.isEmpty ? library.names(in: "transform").map { WeightedName($0) } : names
      return [try await one(of: candidates, for: source, of: seed, options)]
    }
  }

  private func transformer(_ name: String) throws -> Agent {
    try agent("transform", name, replying: .text, .json)
  }

  /// - Throws: `engine.unsuitable`.
  func check(_ agent: Agent, suits seed: Stored<Seed>) throws {
    guard !agent.suits(seedsOf: seed.type) else { return }
    let types = agent.seeds.joined(separator: ", ")
    throw EngineError(
      .unsuitable, "transform/\(agent.name) takes seeds of the types \(types), and \(seed.id) is \(seed.type).",
      hint: "Its front matter says seeds: [\(types)].")
  }

  private func one(
    of names: [WeightedName], for source: TransformSource, of seed: Stored<Seed>, _ options: TransformOptions
  ) async throws -> Agent {
    // In the order of their names, so that no draw depends on the order of a table or a file.
    let agents = try names.sorted { $0.name < $1.name }.map { (agent: try transformer($0.name), weight: $0.weight) }
    let suitable = agents.filter { $0.weight > 0 && $0.agent.suits(seedsOf: seed.type) }
    guard let first = suitable.first else {
      throw EngineError(
        .unsuitable, "None of the transformations suits a seed of the type \(seed.type).",
        hint: "They are: \(agents.map(\.agent.name).joined(separator: ", ")).")
    }
    if suitable.count == 1 { return first.agent }
    if options.isPicked { return try await picked(of: suitable.map(\.agent), for: source, of: seed, options) }
    var draws = random("transform", source.key.description)
    // Of equal weights one is drawn evenly: the draw of databases from before there were weights.
    if suitable.allSatisfy({ $0.weight == first.weight }) { return draws.element(of: suitable)?.agent ?? first.agent }
    return draws.index(weights: suitable.map(\.weight)).map { suitable[$0].agent } ?? first.agent
  }

  /// Asks pick/transformation.
  private func picked(
    of agents: [Agent], for source: TransformSource, of seed: Stored<Seed>, _ options: TransformOptions
  ) async throws -> Agent {
    let picker = try agent("pick", "transformation", replying: .json)
    var inputs = inputs(of: source, seed, options)
    inputs["choices"] = .array(agents.map { ["name": .string($0.name), "about": .string($0.about)] })
    let reply = try await ask(
      Question(picker, picker.declared(of: inputs)), of: try model(for: "author", given: options.model))
    try await keepCall(of: reply)
    let name = reply.json?.object?["transformation"]?.string ?? ""
    let plain = name.lowercased().replacing(" ", with: "-").replacing("_", with: "-")
    // What stands in for a model in a plan cannot look at the choices.
    guard let agent = agents.first(where: { $0.name == plain }) ?? (isPlanning ? agents.first : nil) else {
      throw EngineError(
        .unparsed, "pick/transformation chose '\(name)', which is none of the candidates.",
        hint: "They are: \(agents.map(\.name).joined(separator: ", ")).")
    }
    return agent
  }
}
