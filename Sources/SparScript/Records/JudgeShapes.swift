// The tables of a report on judges, and of what judging anew has changed.

internal import LuaKit
internal import SparCore
internal import SparStats

extension JudgeLine {
  static let shape = ValueShape<JudgeLine>(
    "judge_line", "One judge in a report; a rate that has nothing to count is missing.", hasKind: false,
    [
      .init("judge", "string", "its name") { .string($0.judge) },
      .init("battles", "integer", "battles that it judged") { LuaValue($0.battles) },
      .init("gold", "integer", "gold items among them") { LuaValue($0.gold) },
      .init("accuracy", "number?", "the share of them that it got right; what it could not judge is not right") {
        LuaValue($0.accuracy)
      },
      .init("kappa", "number?", "Cohen's kappa with gold") { LuaValue($0.kappa) },
      .init("alpha", "number?", "Krippendorff's alpha with gold") { LuaValue($0.alpha) },
      .init("flip_rate", "number?", "of battles read in both orders, how many were turned by the order") {
        LuaValue($0.flipRate)
      },
      .init("first_seat_rate", "number?", "of readings with a winner, how many name the first seat; fair is 0.5") {
        LuaValue($0.firstSeatRate)
      },
      .init("longer_rate", "number?", "of battles with a winner, how many the longer response won") {
        LuaValue($0.longerRate)
      },
      .init("tie_rate", "number?", "ties among what it could judge") { LuaValue($0.tieRate) },
      .init("null_rate", "number?", "readings that failed or could not be read") { LuaValue($0.nullRate) },
      .init("weight", "number?", "what its vote should weigh, by its accuracy") { LuaValue($0.weight) },
    ])
}

struct ShownJudgeReport: Sendable {
  let report: JudgeReport

  static let shape = ValueShape<ShownJudgeReport>(
    "judge_report", "What `judges` returns: a line for each judge, and what they are together.",
    items: ("judge_line", "one for each judge, by name"),
    [
      .init("alpha", "number?", "Krippendorff's alpha of all of them") { LuaValue($0.report.alpha) },
      .init("effective_votes", "number?", "how many independent votes they are worth (Kish)") {
        LuaValue($0.report.effectiveVotes)
      },
      .init("pairs", "table[]", "{first, second, battles, agreement, kappa} of every two") { shown in
        .table(LuaTable(items: shown.report.pairs.map(\.lua)))
      },
      .init("weights", "table<string, number>", "of a jury, by accuracy, for the option `weights`; empty without gold")
      {
        $0.weights
      },
      .init("jury", "table?", "{items, accuracy, best, best_accuracy}: all of them against the best, on gold") {
        $0.report.jury?.lua ?? .nil
      },
    ])

  private var weights: LuaValue {
    let known: [(String, LuaValue)] = report.judges.compactMap { line in
      line.weight.map { (line.judge, LuaValue.number($0)) }
    }
    return .table(LuaTable(fields: known))
  }

  var lua: LuaValue {
    guard var table = Self.shape.table(self).table else { return .nil }
    table.items = report.judges.map(JudgeLine.shape.table)
    return .table(table)
  }
}

extension JudgePair {
  fileprivate var lua: LuaValue {
    .table(
      LuaTable(fields: [
        ("first", .string(first)), ("second", .string(second)), ("battles", LuaValue(battles)),
        ("agreement", .number(agreement)), ("kappa", LuaValue(kappa)),
      ]))
  }
}

extension JuryComparison {
  fileprivate var lua: LuaValue {
    .table(
      LuaTable(fields: [
        ("items", LuaValue(items)), ("accuracy", .number(accuracy)), ("best", .string(best)),
        ("best_accuracy", .number(bestAccuracy)),
      ]))
  }
}
