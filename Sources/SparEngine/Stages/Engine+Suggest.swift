// instruction → suggestions towards a goal

internal import LoopKit
package import SparCore
internal import SparPrompts
internal import SparStore

/// What is asked of `suggest`.
package struct SuggestOptions: Sendable {
  /// The name of a suggester: a file in Prompts/suggest.
  package var goal: String
  package var count = 1
  package var model: String?
  /// What the caller passes along; the agent is given what it declares of it.
  package var inputs: [String: JSON] = [:]

  package init(goal: String) { self.goal = goal }
}

extension Engine {
  /// Proposes ways to change an instruction.
  package func suggest(
    _ instruction: Stored<Instruction>, goal: String, count: Int = 1, model: String? = nil
  ) async throws -> [Stored<Suggestion>] {
    var options = SuggestOptions(goal: goal)
    (options.count, options.model) = (count, model)
    return try await suggest(instruction, options: options)
  }

  package func suggest(
    _ instruction: Stored<Instruction>, options: SuggestOptions
  ) async throws -> [Stored<Suggestion>] {
    let goal = options.goal
    let agent = try agent("suggest", goal, replying: .items)
    var given = options.inputs
    given["count"] = .int(Int64(options.count))
    let inputs = try inputs(of: instruction, for: agent, beside: given)
    let reply = try await ask(Question(agent, inputs), of: try model(for: "suggester", given: options.model))
    let drafts = reply.items.prefix(options.count).map { item in
      Draft(
        record: Suggestion(instruction: instruction.id, goal: goal, text: item.text),
        key: ContentKey.suggestion(item.text, goal: goal, of: instruction.key, call: reply.key))
    }
    return try await keep(drafts, from: reply)
  }
}

extension ContentKey {
  static func suggestion(
    _ text: String, goal: String, of instruction: ContentKey, call: ContentKey
  ) -> ContentKey {
    var builder = Builder("suggestion/1")
    builder.add("instruction", instruction)
    builder.add("call", call)
    builder.add("goal", goal)
    builder.add("text", text)
    return builder.build()
  }
}
