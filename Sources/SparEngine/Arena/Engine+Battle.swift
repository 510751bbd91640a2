// instruction → responses of two models → battle

internal import LoopKit
package import SparCore
internal import SparPrompts
internal import SparStore

extension Engine {
  /// All pairs of the models on one instruction, judged; each model responds once.
  ///
  /// - Parameter editor: who improves the better response of each battle from what the judges said of it, if anybody.
  package func battle(
    _ instruction: Stored<Instruction>, models names: [String], options: JudgeOptions, improvedBy editor: String? = nil,
    responding: ResponseOptions = ResponseOptions()
  ) async throws -> [JudgedBattle] {
    let responses = try await responses(to: instruction, of: names, responding)
    var battles: [Stored<Battle>] = []
    for (first, a) in responses.enumerated() {
      for b in responses[(first + 1)...] { battles.append(try await battle(instruction, a, b)) }
    }
    let judged = try await judge(battles, options: options)
    guard let editor else { return judged }
    return try await inOrder(judged) { battle in
      var battle = battle
      battle.improvement = try await self.improve(battle, options: options, editor: editor)
      return battle
    }
  }

  /// A battle between two stored responses, not judged yet. Where the two have met with the seats of models changed,
  /// it is that battle: a list of models in another order fights nothing twice.
  package func battle(
    _ instruction: Stored<Instruction>, _ a: Stored<Response>, _ b: Stored<Response>
  ) async throws -> Stored<Battle> {
    let battle = Battle(
      instruction: instruction.id, responseA: a.id, responseB: b.id, modelA: a.model, modelB: b.model)
    let mirrored = ContentKey.battle(b.key, a.key)
    if let known = try store.lookUp({ try $0.record(Battle.self, key: mirrored) }) { return known }
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
