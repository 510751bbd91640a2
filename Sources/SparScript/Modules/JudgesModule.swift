// judges: what is known of those who judge

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStats

enum JudgesModule: Module {
  static let topic = Topic.arena

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "judges",
        "Reports on judges: accuracy and agreement with gold, flips, seat and length preference, and whether a jury is better than its best member.",
        parameters: [.init("battles", "battle[]", "judged battles", default: "all of the project")],
        options: [
          .init(
            "gold", "string|string[]|table<string, string>",
            "what is right: judges whose verdicts are, or outcomes (`a`, `b`, `tie`) by the id of the battle",
            default: "people's verdicts, `human:…`"),
          .init("policy", "string", "what contradicting seat orders count as", default: "tie"),
        ],
        returns: [.init("judge_report")],
        example:
          "r = judges()\nprint(r.effective_votes, r[1].judge, r[1].flip_rate)\nbattle(q, m, {weights = r.weights})",
        .immediate { call in
          let rules = JuryRules(policy: try call.word("policy", InconsistencyPolicy.self) ?? .tie)
          let battles = try host.judgedBattles(at: 0, of: call)
          let gold = try Gold(call.value("gold"), battles, rules, call)
          let ballots = try host.ballots(battles, rules) { !gold.isJudge($0) }
          let report = JudgeReport(ballots, gold: gold.points)
          return [ShownJudgeReport(report: report).lua]
        })
    ]
  }
}

/// What is right, by the number of the battle's record.
private struct Gold {
  private(set) var points: [Int: Double] = [:]
  /// The judges whose verdicts are gold; they are no members of the report.
  private let isGold: (String) -> Bool

  func isJudge(_ name: String) -> Bool { isGold(name) }

  init(_ value: LuaValue, _ battles: [JudgedBattle], _ rules: JuryRules, _ call: VerbCall) throws {
    if let table = value.table, table.items.isEmpty, !table.fields.isEmpty {
      isGold = { _ in false }
      for field in table.fields { try add(field.name, field.value, call) }
      return
    }
    let names = try value.isNil ? nil : call.names("gold")
    isGold = { name in names?.contains(name) ?? name.hasPrefix("human:") }
    for battle in battles {
      let judged = battle.judged(rules, by: isGold)
      if let right = judged?.outcome.points { points[Int(battle.battle.id.number)] = right }
    }
  }

  private mutating func add(_ name: String, _ value: LuaValue, _ call: VerbCall) throws {
    guard let id = RecordID(name), id.kind == .battle, let word = value.string,
      let right = Outcome(rawValue: word)?.points
    else {
      throw ScriptError(
        .option, "judges: gold says \(value.shown) of '\(name)'.", hint: "{b12 = \"a\", b13 = \"tie\"}")
    }
    points[Int(id.number)] = right
  }
}

extension ScriptHost {
  /// The battles that a list names, with all verdicts that count in the store; all of the project where none is given.
  func judgedBattles(at index: Int, of call: VerbCall) throws -> [JudgedBattle] {
    let value = call.values[index]
    guard !value.isNil else { return try engine.judgedBattles() }
    let items = value.table?["id"] != nil ? [value] : value.list
    guard let items else { throw call.wrong(index, "a list of battles") }
    return try items.filter { $0.table?.kind != "error" }.map { item in
      try engine.judgedBattle(try stored(Battle.self, from: item, for: call).id)
    }
  }

  /// What each judge made of each battle.
  func ballots(
    _ battles: [JudgedBattle], _ rules: JuryRules, of isMember: (String) -> Bool
  ) throws -> [JudgeBallot] {
    try battles.flatMap { battle in
      let isLongerA = try isLongerA(battle.battle)
      return battle.readings(rules).filter { isMember($0.judge) }.map { reading in
        JudgeBallot(reading, on: battle.battle, isLongerA: isLongerA)
      }
    }
  }

  /// Whether the response of model A is the longer one; `nil` where both are as long, or are not there.
  private func isLongerA(_ battle: Stored<Battle>) throws -> Bool? {
    let responses: [RecordID] = [battle.responseA, battle.responseB].compactMap { $0 }
    let lengths = try responses.map { try engine.record(Response.self, $0).text.utf8.count }
    guard lengths.count == 2, lengths[0] != lengths[1] else { return nil }
    return lengths[0] > lengths[1]
  }
}

extension JudgeBallot {
  fileprivate init(_ reading: JudgedBattle.MemberReading, on battle: Stored<Battle>, isLongerA: Bool?) {
    self.init(battle: Int(battle.id.number), judge: reading.judge, points: reading.outcome.points)
    isFlipped = reading.isFlipped
    isSeated = Set(reading.verdicts.filter { $0.order != .alone && $0.state.isReadable }.map(\.order)).count == 2
    readings = reading.verdicts.count
    for verdict in reading.verdicts {
      switch (verdict.order, verdict.state) {
      case (_, .unparsed), (_, .error): unread += 1
      case (_, .tie), (.alone, _): break
      case (.ab, .a), (.ba, .b): first += 1
      case (.ab, .b), (.ba, .a): second += 1
      }
    }
    if let points, points != 0.5 { choseLonger = isLongerA.map { $0 == (points == 1) } }
  }
}

extension VerdictState {
  fileprivate var isReadable: Bool { self != .unparsed && self != .error }
}
