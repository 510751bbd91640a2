// judge

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum JudgeModule: Module {
  static let topic = Topic.arena

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "judge",
        "Has judges read a battle in both seat orders: by scores, labels, rankings, a reward model, a function.",
        parameters: [.init("battle", "battle|battle[]", "a battle, or a list")],
        options: Verb.Option.judging,
        returns: [.init("battle|battle[]", "the battle with these judges' verdicts; a list for a list")],
        example: "judge(b, {judge = {\"sim/judge\", {model = \"sim/judge\", agent = \"pair\"}}}).verdicts",
        .waiting { call in
          let options = try await host.judgeOptions(call)
          if let items = call.values[0].list, try await host.engine.isListwise(options) {
            return [try await host.judgeRanked(items, options, call)]
          }
          return try await host.overFirst(call) { value in
            let battle = try host.stored(Battle.self, from: value, for: call)
            return try host.lua([try await host.engine.judge(battle, options: options)])
          }
        })
    ]
  }
}

extension ScriptHost {
  /// A list before judges that rank: results in the order of the list.
  fileprivate func judgeRanked(_ items: [LuaValue], _ options: JudgeOptions, _ call: VerbCall) async throws -> LuaValue
  {
    let battles = try items.filter { $0.table?.kind != "error" }.map { try stored(Battle.self, from: $0, for: call) }
    let fanout = try await judgeTogether(battles, options, label: call.verb.name)
    let judged = Dictionary(fanout.values.joined().map { ($0.battle.id, $0) }) { first, _ in first }
    let failed = fanout.failures.map { failure($0.error, input: LuaValue($0.index + 1)) }
    return .table(
      LuaTable(
        items: try lua(battles.compactMap { judged[$0.id] }), fields: [("failed", .list(failed))], kind: "list"))
  }

  /// The battles of one instruction together, for judges that read all of its responses at once.
  func judgeTogether(
    _ battles: [Stored<Battle>], _ options: JudgeOptions, label: String
  ) async throws -> Fanout<[JudgedBattle]> {
    var groups: [[Stored<Battle>]] = [], places: [RecordID?: Int] = [:]
    for battle in battles {
      let instruction: RecordID? = battle.instruction
      if let place = places[instruction] {
        groups[place].append(battle)
      } else {
        places[instruction] = groups.count
        groups.append([battle])
      }
    }
    return try await engine.overAll(groups, label: label, width: 128) { group in
      try await self.engine.judge(group, options: options)
    }
  }
}
