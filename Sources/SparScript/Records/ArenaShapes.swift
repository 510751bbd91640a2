// The tables of battles and verdicts.

internal import LuaKit
internal import SparCore
internal import SparEngine

extension Verdict: LuaRecord {
  static let shape = recordShape(
    "One judge's reading of one battle, in one seat order where it read the responses together.",
    [
      .init("battle", "string", "the id of the battle") { LuaValue($0.battle) },
      .init("judge", "string", "the judging model's name") { .string($0.judge) },
      .init(
        "order", "string", "`ab` where the response of model A came first, else `ba`; `alone` for a reward model"
      ) {
        .string($0.order.rawValue)
      },
      .init(
        "state", "string", "`a`, `b` or `tie`, whatever the seats were; `unparsed` or `error`, which count for nobody"
      ) {
        .string($0.state.rawValue)
      },
      .init("score_a", "number?", "1 to 10, or a reward model's own number, for the response of model A") {
        LuaValue($0.scoreA)
      },
      .init("score_b", "number?", "the same for the response of model B") { LuaValue($0.scoreB) },
      .init("both_bad", "boolean", "whether the judge, who calls it a tie, finds both responses bad") {
        .bool($0.isBothBad)
      },
      .init("explanation", "string?", "why, in the judge's words; what went wrong where it failed") {
        LuaValue($0.explanation)
      },
      .init("turn", "integer?", "the turn of a dialogue that was judged, from 1; nothing for the whole") {
        $0.turn.map { LuaValue($0) } ?? .nil
      },
      .init("preference", "number?", "how far model A is preferred, 0 to 1, by a judge that says more than a side") {
        LuaValue($0.preference)
      },
      .init("weight", "number", "how much it weighs; 1 unless the judge tells clear wins from others") {
        .number($0.weight)
      },
      .init("ranking", "string[][]?", "the models by rank, best first, those of one rank together") {
        .ranking($0.ranking)
      },
      .init("definition", "string?", "the hash of what its judge was then; `definitions{kind = \"judge\"}` has it") {
        LuaValue($0.definition?.description)
      },
    ])
}

extension LuaValue {
  fileprivate static func ranking(_ ranking: [[String]]) -> LuaValue {
    guard !ranking.isEmpty else { return .nil }
    return .table(LuaTable(items: ranking.map { .table(LuaTable(items: $0.map { .string($0) })) }))
  }
}

/// A battle as scripts see it: with its verdicts, and what feedback asks of its instruction.
struct ShownBattle: Sendable {
  let judged: JudgedBattle
  /// `nil` for a battle of a log that does not have it.
  let instruction: Instruction?

  var winner: String? {
    switch judged.outcome {
    case .a: judged.battle.modelA
    case .b: judged.battle.modelB
    default: nil
    }
  }

  var best: RecordID? {
    if let improvement = judged.improvement { return improvement.better.id }
    switch judged.outcome {
    case .a: return judged.battle.responseA
    case .b: return judged.battle.responseB
    default: return nil
    }
  }

  static let shape = ValueShape<ShownBattle>(
    "battle", "The responses of two models to one instruction, and what the judges made of them.",
    [
      .init("id", "string", "names the record in this project: `b12`") { LuaValue($0.judged.battle.id) },
      .init("key", "string", "names it in every project: a digest of what it was made from and says") {
        .string($0.judged.battle.key.description)
      },
      .init("instruction", "string?", "the id of the instruction; nothing where a log does not have it") {
        LuaValue($0.judged.battle.instruction)
      },
      .init("type", "string?", "the instruction's type, or the category that a log names") {
        LuaValue($0.instruction?.type ?? $0.judged.battle.category)
      },
      .init("category", "string?", "as a log names it") { LuaValue($0.judged.battle.category) },
      .init("language", "string?", "as a log names it") { LuaValue($0.judged.battle.language) },
      .init("round", "integer", "the instruction's round of refinement") { LuaValue($0.instruction?.round ?? 0) },
      .init("model_a", "string", "the first model") { .string($0.judged.battle.modelA) },
      .init("model_b", "string", "the second model") { .string($0.judged.battle.modelB) },
      .init("response_a", "string?", "the id of the first model's response") { LuaValue($0.judged.battle.responseA) },
      .init("response_b", "string?", "the id of the second model's response") { LuaValue($0.judged.battle.responseB) },
      .init("outcome", "string", "`a`, `b`, `tie`; or `inconsistent`, `unparsed`, `error`, which are not rated") {
        .string($0.judged.outcome.rawValue)
      },
      .init("winner", "string?", "the model that won, if one did") { LuaValue($0.winner) },
      .init("score_a", "number?", "mean over the verdicts, 1 to 10") { LuaValue($0.judged.scoreA) },
      .init("score_b", "number?", "mean over the verdicts, 1 to 10") { LuaValue($0.judged.scoreB) },
      .init("flipped", "boolean", "whether a judge contradicted itself when the seats changed") {
        .bool($0.judged.isFlipped)
      },
      .init("weight", "number", "how much it counts in a fit: 2 under the policy `both` where the seat orders differ") {
        .number($0.judged.weight)
      },
      .init("points", "number?", "what it is worth to model A in a fit, 0 to 1; nothing where it is not rated") {
        LuaValue($0.judged.points)
      },
      .init("improved", "string?", "with `improve`: the id of the response that was made of the better one") {
        LuaValue($0.judged.improvement?.response.id)
      },
      .init("best", "string?", "the id of the response that stays: the winner's, or its improvement if that won") {
        LuaValue($0.best)
      },
      .init("verdicts", "verdict[]", "what each judge said in each seat order") {
        .list($0.judged.verdicts.map(\.lua))
      },
    ])
}

extension ScriptHost {
  func lua(_ battles: [JudgedBattle]) throws -> [LuaValue] {
    try battles.map { judged in
      let instruction = try judged.battle.instruction.map { try engine.record(Instruction.self, $0).value }
      return ShownBattle.shape.table(ShownBattle(judged: judged, instruction: instruction))
    }
  }
}
