// seed → passage, and passage → passage where transformations follow one another

internal import LoopKit
package import SparCore
internal import SparPrompts
internal import SparStore

extension Engine {
  /// Transforms a seed into a passage.
  ///
  /// - Parameters:
  ///   - name: the agent; `nil` draws one at random for this seed.
  ///   - model: the author unless named.
  package func transform(
    _ seed: Stored<Seed>, agent name: String? = nil, model: String? = nil
  ) async throws -> Stored<Passage> {
    var options = TransformOptions()
    options.choice = name.map { .chain([$0]) } ?? options.choice
    options.model = model
    return try await transform(.seed(seed), options: options)
  }

  /// Transforms a seed or a passage, by one agent or by several, one after the other.
  ///
  /// - Returns: the passage of the last agent; those before it are its parents.
  package func transform(
    _ source: TransformSource, options: TransformOptions
  ) async throws -> Stored<Passage> {
    let seed = try seed(of: source)
    let agents = try await agents(for: source, of: seed, options)
    guard let first = agents.first else { throw EngineError(.argument, "The list of transformations is empty.") }
    if case .seed = source { try check(first, suits: seed) }
    var passage = try await transform(source, of: seed, by: first, options)
    for agent in agents.dropFirst() {
      passage = try await transform(.passage(passage), of: seed, by: agent, options)
    }
    return passage
  }

  private func seed(of source: TransformSource) throws -> Stored<Seed> {
    switch source {
    case .seed(let seed): seed
    case .passage(let passage): try record(Seed.self, passage.seed)
    }
  }

  private func transform(
    _ source: TransformSource, of seed: Stored<Seed>, by agent: Agent, _ options: TransformOptions
  ) async throws -> Stored<Passage> {
    let inputs = agent.declared(of: inputs(of: source, seed, options))
    guard agent.makesCall else { return try await passThrough(source, seed, agent, inputs) }
    let reply = try await ask(Question(agent, inputs), of: try model(for: "author", given: options.model))
    let passage = Passage(
      seed: seed.id, parent: source.parent, transformation: agent.name, text: reply.json?.indentedText ?? reply.text)
    return try await keep(
      [Draft(record: passage, key: .passage(passage, of: source.key, call: reply.key))], from: reply)[0]
  }

  func inputs(
    of source: TransformSource, _ seed: Stored<Seed>, _ options: TransformOptions
  ) -> [String: JSON] {
    var inputs = options.inputs
    inputs["seed"] = .string(source.text)
    add(seed, to: &inputs)
    return inputs
  }

  /// An agent without a call: the text as it is, or the agent's one section filled in.
  private func passThrough(
    _ source: TransformSource, _ seed: Stored<Seed>, _ agent: Agent, _ inputs: [String: JSON]
  ) async throws -> Stored<Passage> {
    let written = try agent.render(inputs).first?.content
    // As it is, a passage is there already.
    if case .passage(let passage) = source, written == nil { return passage }
    let passage = Passage(
      seed: seed.id, parent: source.parent, transformation: agent.name, text: written ?? source.text)
    return try await keep(
      [Draft(record: passage, key: .passage(passage, of: source.key, call: nil))], agent: agent)[0]
  }
}

extension ContentKey {
  static func passage(_ passage: Passage, of seed: ContentKey, call: ContentKey?) -> ContentKey {
    var builder = Builder("passage/1")
    builder.add("seed", seed)
    if let call { builder.add("call", call) }
    builder.add("transformation", passage.transformation)
    builder.add("text", passage.text)
    return builder.build()
  }
}
