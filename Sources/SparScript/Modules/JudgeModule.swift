// judge

internal import LuaKit
internal import SparCore
internal import SparEngine

enum JudgeModule: Module {
  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "judge", "Has judges read a battle in both seat orders; scores 1 to 10 each, and why.",
        parameters: [.init("battle", "battle|battle[]", "a battle, or a list")],
        options: BattleModule.judging,
        returns: "the battle with the new verdicts, or a list",
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
