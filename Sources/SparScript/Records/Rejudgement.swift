// What changes when battles are judged anew: outcomes, the order of models, flips.

internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStats

/// The same battles before and after.
struct VerdictChange: Sendable {
  let pairs: [(before: JudgedBattle, after: JudgedBattle)]
  let ranks: [ModelChange]

  struct ModelChange: Sendable {
    let model: String
    let before: Double
    let after: Double
  }

  init(_ pairs: [(before: JudgedBattle, after: JudgedBattle)]) {
    self.pairs = pairs
    let (before, after) = (Self.points(pairs.map { $0.before }), Self.points(pairs.map { $0.after }))
    ranks = before.compactMap { model, share in
      after[model].map { ModelChange(model: model, before: share, after: $0) }
    }.sorted { ($1.after, $0.model) < ($0.after, $1.model) }
  }

  /// The share of points of each model in its rated battles: defined where a fit is not, and the same in both.
  private static func points(_ battles: [JudgedBattle]) -> [String: Double] {
    var sums: [String: (points: Double, weight: Double)] = [:]
    for battle in battles {
      guard let points = battle.points else { continue }
      for (model, won) in [(battle.battle.modelA, points), (battle.battle.modelB, 1 - points)] {
        let sum = sums[model] ?? (0, 0)
        sums[model] = (sum.points + won * battle.weight, sum.weight + battle.weight)
      }
    }
    return sums.mapValues { $0.points / $0.weight }
  }

  var changed: Int { pairs.count { $0.before.outcome != $0.after.outcome } }

  /// What an outcome has become, counted: `a → tie`.
  var moves: [(String, Int)] {
    let names = pairs.map { "\($0.before.outcome.rawValue) → \($0.after.outcome.rawValue)" }
    return Dictionary(grouping: names) { $0 }.mapValues(\.count).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { ($0.key, $0.value) }
  }

  /// Cohen's kappa over the battles that both could rate.
  var kappa: Double? {
    let rated = pairs.filter { $0.before.outcome.isRated && $0.after.outcome.isRated }
    return try? CohenKappa(rated.map { $0.before.outcome }, rated.map { $0.after.outcome }).kappa
  }

  /// Of pairs of models, the share that stands in the same order.
  var sameOrder: Double? {
    var (same, all) = (0, 0)
    for (index, first) in ranks.enumerated() {
      for second in ranks[(index + 1)...] {
        all += 1
        if Self.sign(first.before - second.before) == Self.sign(first.after - second.after) { same += 1 }
      }
    }
    return all == 0 ? nil : Double(same) / Double(all)
  }

  var spearman: Double? { try? RankCorrelation.spearman(ranks.map(\.before), ranks.map(\.after)) }

  /// Of the battles, the share in which a judge contradicted itself when the seats changed.
  func flipRate(_ side: (_ pair: (before: JudgedBattle, after: JudgedBattle)) -> JudgedBattle) -> Double? {
    pairs.isEmpty ? nil : Double(pairs.count { side($0).isFlipped }) / Double(pairs.count)
  }

  private static func sign(_ value: Double) -> Int { value > 0 ? 1 : value < 0 ? -1 : 0 }
}

struct Rejudgement: Sendable {
  let judges: [String]
  let change: VerdictChange
  let battles: [LuaValue]
  let failed: [LuaValue]
  let cost: JudgingCost

  static let shape = ValueShape<Rejudgement>(
    "rejudgement", "What `rejudge` returns: the battles with the new verdicts, and what they change.",
    [
      .init("judges", "string[]", "who judged anew") { .table(LuaTable(items: $0.judges.map { .string($0) })) },
      .init("battles", "battle[]", "the battles with the new verdicts alone") { .list($0.battles) },
      .init("compared", "integer", "battles that have an outcome before and after") { LuaValue($0.change.pairs.count) },
      .init("changed", "integer", "those of them whose outcome is another one now") { LuaValue($0.change.changed) },
      .init("moves", "table<string, integer>", "what outcomes have become, counted: `a → tie`") {
        .table(LuaTable(fields: $0.change.moves.map { ($0.0, LuaValue($0.1)) }))
      },
      .init("kappa", "number?", "Cohen's kappa of the outcomes before and after") { LuaValue($0.change.kappa) },
      .init("models", "table[]", "{model, before, after}: the share of points of each, best first") { shown in
        .table(LuaTable(items: shown.change.ranks.map(\.lua)))
      },
      .init("same_order", "number?", "of pairs of models, the share that stands in the same order") {
        LuaValue($0.change.sameOrder)
      },
      .init("spearman", "number?", "the rank correlation of the models before and after") {
        LuaValue($0.change.spearman)
      },
      .init("flips_before", "number?", "the share of battles that the seat order turned") {
        LuaValue($0.change.flipRate { $0.before })
      },
      .init("flips_after", "number?", "the same of the new verdicts") { LuaValue($0.change.flipRate { $0.after }) },
      .init("calls", "integer", "calls that it took") { LuaValue($0.cost.calls) },
      .init("usd", "number", "what they cost, as far as prices are known") { .number(Double($0.cost.microUSD) / 1e6) },
      .init("unpriced", "integer", "calls whose price is not known") { LuaValue($0.cost.unpriced) },
      .init("failed", "error[]", "one for each instruction that could not be judged") { .list($0.failed) },
    ])
}

extension VerdictChange.ModelChange {
  fileprivate var lua: LuaValue {
    .table(LuaTable(fields: [("model", .string(model)), ("before", .number(before)), ("after", .number(after))]))
  }
}
