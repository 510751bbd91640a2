// battle → the verdict of a person

internal import LoopKit
package import SparCore
internal import SparStore

extension Engine {
  /// Stores what a person says of a battle; what they say later counts in place of it.
  package func vote(_ verdict: Verdict) async throws -> Stored<Verdict> {
    let battle = try record(Battle.self, verdict.battle)
    let earlier = try store.read { try $0.records(Verdict.self, .of(battle.id)) }.filter { $0.judge == verdict.judge }
    if let last = earlier.last, last.value == verdict { return last }
    var key = ContentKey.Builder("verdict/1")
    key.add("battle", battle.key)
    key.add("judge", verdict.judge)
    key.add("order", verdict.order.rawValue)
    key.add("state", verdict.state.rawValue)
    key.add("both_bad", verdict.isBothBad ? "yes" : "no")
    key.add("weight", String(verdict.weight))
    key.add("number", earlier.count)
    return try await keep([Draft(record: verdict, key: key.build())])[0]
  }

  /// The battle of two stored responses, which nobody is asked to judge.
  package func battle(of a: Stored<Response>, and b: Stored<Response>) async throws -> Stored<Battle> {
    guard a.instruction == b.instruction, a.id != b.id else {
      throw EngineError(.argument, "\(a.id) and \(b.id) are not two responses to one instruction.")
    }
    return try await battle(try record(Instruction.self, a.instruction), a, b)
  }
}
