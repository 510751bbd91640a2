// instruction → responses of two models → battle

internal import LoopKit
package import SparCore
internal import SparPrompts
internal import SparStore

/// How battles are judged.
package struct JudgeOptions: Sendable {
  /// Models; the judge role's where empty.
  package var judges: [String] = []
  /// The prompt of judges that read the two responses side by side.
  package var agent = "scores"
  /// Scores of a reward model that differ by no more than this are a tie, in its own points.
  package var margin = 0.0
  package var policy = InconsistencyPolicy.tie

  package init() {}
}

extension Engine {
  /// All pairs of the models on one instruction, judged; each model responds once.
  package func battle(
    _ instruction: Stored<Instruction>, models names: [String], options: JudgeOptions,
    responding: ResponseOptions = ResponseOptions()
  ) async throws -> [JudgedBattle] {
    let responses = try await responses(to: instruction, of: names, responding)
    var battles: [Stored<Battle>] = []
    for (first, a) in responses.enumerated() {
      for b in responses[(first + 1)...] { battles.append(try await battle(instruction, a, b)) }
    }
    return try await inOrder(battles) { try await self.judge($0, options: options) }
  }

  /// A battle between two stored responses, not judged yet.
  package func battle(
    _ instruction: Stored<Instruction>, _ a: Stored<Response>, _ b: Stored<Response>
  ) async throws -> Stored<Battle> {
    let battle = Battle(
      instruction: instruction.id, responseA: a.id, responseB: b.id, modelA: a.model, modelB: b.model)
    return try await keep([Draft(record: battle, key: .battle(a.key, b.key))])[0]
  }

  private func responses(
    to instruction: Stored<Instruction>, of names: [String], _ options: ResponseOptions
  ) async throws -> [Stored<Response>] {
    guard Set(names).count == names.count, names.count >= 2 else {
      throw EngineError(
        .argument, "A battle needs two or more different models, not \(names.joined(separator: ", ")).",
        hint: "battle(instruction, {\"target\", \"rival\"})")
    }
    return try await inOrder(names) { try await self.respond(to: .stored(instruction), model: $0, options: options) }
  }
}

extension ContentKey {
  /// Of the battle of two responses, by theirs.
  static func battle(_ a: ContentKey, _ b: ContentKey) -> ContentKey {
    var builder = Builder("battle/1")
    builder.add("a", a)
    builder.add("b", b)
    return builder.build()
  }
}
