// judges: what is known of those who judge

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStats
internal import SparStore

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
          .init(
            "policy", "string", "what contradicting seat orders count as",
            default: "what they did when the judge judged"),
        ],
        returns: [.init("judge_report")],
        example:
          "r = judges()\nprint(r.effective_votes, r[1].judge, r[1].flip_rate)\nbattle(q, m, {weights = r.weights})",
        .immediate { call in
          let rules = try host.engine.storedRules(policy: try call.word("policy", InconsistencyPolicy.self))
          var ballots = JudgeBallots(rules, gold: try call.gold())
          let battles = try host.judgedBattles(at: 0, of: call, rules)
          let longer = try host.engine.store.read { try $0.isLongerA(in: battles.map(\.battle.id)) }
          for battle in battles { ballots.add(battle, isLongerA: longer[battle.battle.id]) }
          return [ShownJudgeReport(report: ballots.report).lua]
        })
    ]
  }
}

extension VerbCall {
  /// What is right: what people said, where the call does not say it.
  fileprivate func gold() throws -> JudgeBallots.Gold {
    let value = value("gold")
    if value.isNil { return .people }
    guard let table = value.table, table.items.isEmpty, !table.fields.isEmpty else {
      return .judges(Set(try names("gold") ?? []))
    }
    var outcomes: [RecordID: Double] = [:]
    for field in table.fields {
      guard let id = RecordID(field.name), id.kind == .battle, let word = field.value.string,
        let right = Outcome(rawValue: word)?.points
      else {
        throw ScriptError(
          .option, "judges: gold says \(field.value.shown) of '\(field.name)'.", hint: "{b12 = \"a\", b13 = \"tie\"}")
      }
      outcomes[id] = right
    }
    return .outcomes(outcomes)
  }
}

extension ScriptHost {
  /// The battles that a list names, with all verdicts that count in the store; all of the project where none is given.
  func judgedBattles(at index: Int, of call: VerbCall, _ rules: JuryRules? = nil) throws -> [JudgedBattle] {
    let rules = try rules ?? engine.storedRules()
    let value = call.values[index]
    guard !value.isNil else { return try engine.judgedBattles(rules) }
    let items = value.table?["id"] != nil ? [value] : value.list
    guard let items else { throw call.wrong(index, "a list of battles") }
    return try items.filter { $0.table?.kind != "error" }.map { item in
      try engine.judgedBattle(try stored(Battle.self, from: item, for: call).id, rules)
    }
  }
}
