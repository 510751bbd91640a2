// Agents by name: asking any of them, and adding some at run time.

internal import LoopKit
package import SparCore
package import SparPrompts
internal import SparStore

extension Engine {
  /// Asks an agent of any stage with exactly these inputs, and gives what its reply says.
  ///
  /// - Parameter model: the one hired for the agent's role unless named.
  package func ask(
    agent: Agent, _ inputs: [String: JSON], model name: String? = nil, ordinal: Int = 0
  ) async throws -> ParsedReply {
    guard agent.makesCall else { return .text(try agent.render(inputs).first?.content ?? "") }
    let model = try model(for: agent.role.hiredAs, given: name)
    let reply = try await ask(Question(agent, inputs, ordinal: ordinal), of: model)
    try await keepCall(of: reply)
    return reply.parsed
  }

  /// Stores a call that no record is made of, where it is new.
  func keepCall(of reply: AgentReply) async throws {
    guard reply.isNew else { return }
    try await write(from: reply) { _ in }
  }

  /// Adds an agent whose prompt file's text a script brings along, and stores it with its text.
  package func addAgent(stage: String, name: String, text: String) async throws -> Agent {
    let agent = try library.add(stage: stage, name: name, text: text)
    let definition = Definition(kind: "agent", name: "\(stage)/\(name)", text: text, about: agent.about)
    try await store.perform { try $0.put(AgentDefinition(agent)) }
    _ = try await define(definition)
    return agent
  }
}

extension AgentRole {
  /// The role of the models that play it.
  fileprivate var hiredAs: String { self == .contender ? "target" : rawValue }
}
