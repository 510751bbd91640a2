// seed → passage

internal import LoopKit
package import SparCore
internal import SparPrompts
internal import SparStore

extension Engine {
  /// Transforms a seed into a passage.
  ///
  /// - Parameters:
  ///   - name: the agent; `nil` draws one at random for this seed (arXiv 2407.03502: one picked at random per seed).
  ///   - model: the author unless named.
  package func transform(
    _ seed: Stored<Seed>, agent name: String? = nil, model: String? = nil
  ) async throws -> Stored<Passage> {
    let name = try name ?? drawTransformation(for: seed)
    let agent = try agent("transform", name, replying: .text)
    guard agent.makesCall else { return try await passThrough(seed, agent) }
    let inputs = seed.language.map { ["seed": JSON.string(seed.text), "language": .string($0)] }
    let reply = try await ask(
      Question(agent, inputs ?? ["seed": .string(seed.text)]), of: try self.model(for: "author", given: model))
    let passage = Passage(seed: seed.id, transformation: name, text: reply.text)
    return try await keep([Draft(record: passage, key: .passage(passage, of: seed.key, call: reply.key))], from: reply)[
      0]
  }

  private func drawTransformation(for seed: Stored<Seed>) throws -> String {
    var draws = random("transform", seed.key.description)
    guard let name = draws.element(of: library.names(in: "transform")) else {
      throw EngineError(.nothing, "There are no agents in Prompts/transform.", hint: "Check SPAR_HOME.")
    }
    return name
  }

  /// An agent without a call: the seed's own text.
  private func passThrough(_ seed: Stored<Seed>, _ agent: Agent) async throws -> Stored<Passage> {
    let passage = Passage(seed: seed.id, transformation: agent.name, text: seed.text)
    return try await keep([Draft(record: passage, key: .passage(passage, of: seed.key, call: nil))], agent: agent)[0]
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
