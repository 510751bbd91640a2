// The tables of battles, verdicts and ratings.

internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStats

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
  let instruction: Instruction

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
      .init("instruction", "string", "the id of the instruction") { LuaValue($0.judged.battle.instruction) },
      .init("type", "string?", "the instruction's type") { LuaValue($0.instruction.type) },
      .init("round", "integer", "the instruction's round of refinement") { LuaValue($0.instruction.round) },
      .init("model_a", "string", "the first model") { .string($0.judged.battle.modelA) },
      .init("model_b", "string", "the second model") { .string($0.judged.battle.modelB) },
      .init("response_a", "string", "the id of the first model's response") { LuaValue($0.judged.battle.responseA) },
      .init("response_b", "string", "the id of the second model's response") { LuaValue($0.judged.battle.responseB) },
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
      let instruction = try engine.record(Instruction.self, judged.battle.instruction).value
      return ShownBattle.shape.table(ShownBattle(judged: judged, instruction: instruction))
    }
  }
}

/// A row of a leaderboard as scripts see it.
struct ShownRating: Sendable {
  let rating: Rating
  let isSimulated: Bool

  static let shape = ValueShape<ShownRating>(
    "rating", "A model's strength with its interval; derived from battles, not stored.",
    [
      .init("model", "string", "the model's name") { .string($0.rating.model) },
      .init("rating", "number", "on the Elo scale: 400 points are odds of ten to one") { .number($0.rating.rating) },
      .init("lower", "number?", "the lower bound of its interval; nothing where no honest one is known") {
        LuaValue($0.rating.lower)
      },
      .init("upper", "number?", "the upper bound") { LuaValue($0.rating.upper) },
      .init("rank", "integer", "1 and the number of models whose interval lies wholly above") {
        LuaValue($0.rating.rank)
      },
      .init("battles", "integer", "how many battles the model fought") { LuaValue($0.rating.battles) },
      .init("simulated", "boolean", "whether the model is simulated: then the numbers say nothing of real ones") {
        .bool($0.isSimulated)
      },
    ])
}

/// A fit as the list that scripts see: ratings best first, and how they came about.
struct Leaderboard: Sendable {
  let table: RatingTable
  let ratings: [ShownRating]
  /// How many battles could not be rated, by their outcome.
  let excluded: [String: Int]

  static let shape = ValueShape<Leaderboard>(
    "leaderboard", "The list that `elo` returns.", hasKind: false, items: ("rating", "the ratings, best first"),
    [
      .init("method", "string", "how they were fitted: `bradley-terry` or `elo`") { .string($0.table.method) },
      .init("interval", "string", "how the intervals were made: `sandwich 95%`; `none`") { .string($0.table.interval) },
      .init("battles", "integer", "the battles behind them") { LuaValue($0.table.battles) },
      .init("excluded", "table<string, integer>", "battles that are not rated, counted by outcome") {
        .table(LuaTable(fields: $0.excluded.sorted { $0.key < $1.key }.map { ($0.key, LuaValue($0.value)) }))
      },
      .init("notes", "string[]", "what a reader of the numbers must know") {
        .list($0.table.notes.map { .string($0) })
      },
    ])

  var lua: LuaValue {
    guard var list = Self.shape.table(self).table else { return .nil }
    list.items = ratings.map(ShownRating.shape.table)
    list.kind = "list"
    return .table(list)
  }
}
