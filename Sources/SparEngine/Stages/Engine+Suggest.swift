// instruction → suggestions towards a goal

internal import LoopKit
package import SparCore
internal import SparPrompts
internal import SparStore

extension Engine {
  /// Proposes ways to change an instruction.
  ///
  /// - Parameter goal: the name of a suggester: `harder`, `easier`, `unanswerable`, `flip`.
  package func suggest(
    _ instruction: Stored<Instruction>, goal: String, count: Int = 1, model: String? = nil
  ) async throws -> [Stored<Suggestion>] {
    let agent = try agent("suggest", goal, replying: .items)
    var inputs = try context(of: instruction)
    inputs["type"] = .string(instruction.type ?? "free")
    inputs["count"] = .int(Int64(count))
    let reply = try await ask(Question(agent, inputs), of: try self.model(for: "suggester", given: model))
    let drafts = reply.items.prefix(count).map { text in
      Draft(
        record: Suggestion(instruction: instruction.id, goal: goal, text: text),
        key: ContentKey.suggestion(text, goal: goal, of: instruction.key, call: reply.key))
    }
    return try await keep(drafts, from: reply)
  }

  /// What every later agent is told of an instruction: its text and, where it has one, its passage.
  func context(of instruction: Stored<Instruction>) throws -> [String: JSON] { try context(of: instruction.value) }

  func context(of instruction: Instruction) throws -> [String: JSON] {
    var inputs: [String: JSON] = ["instruction": .string(instruction.text)]
    if let passage = instruction.passage { inputs["passage"] = .string(try record(Passage.self, passage).text) }
    return inputs
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
