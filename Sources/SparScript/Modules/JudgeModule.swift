// judge

internal import LuaKit
internal import SparCore
internal import SparEngine

enum JudgeModule: Module {
  static let topic = Topic.arena

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "judge", "Has judges read a battle in both seat orders: a score of 1 to 10 for each response, and why.",
        parameters: [.init("battle", "battle|battle[]", "a battle, or a list")],
        options: BattleModule.judging,
        returns: [.init("battle|battle[]", "the battle with these judges' verdicts; a list for a list")],
        example: "judge(b, {judge = \"sim/judge?noise=2\"}).verdicts",
        .waiting { call in
          let options = try BattleModule.judgeOptions(call)
          return try await host.overFirst(call) { value in
            let battle = try host.stored(Battle.self, from: value, for: call)
            return try host.lua([try await host.engine.judge(battle, options: options)])
          }
        })
    ]
  }
}
