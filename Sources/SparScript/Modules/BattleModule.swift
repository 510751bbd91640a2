// battle

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum BattleModule: Module {
  static let topic = Topic.arena

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "battle", "Has models battle on an instruction, all pairs, judged in both seat orders.",
        parameters: [
          .init("instruction", "instruction|instruction[]|string", "an instruction, a list, or text"),
          .init("models", "string[]", "two or more models"),
        ],
        options: judging + RespondModule.tools,
        returns: [.init("battle|battle[]", "one for two models and one instruction, else a list")],
        example: "b = battle(r, {\"sim/apprentice\", \"sim/master\"})\nprint(b.winner, b.score_a, b.score_b)",
        .waiting { call in
          let (names, options) = (try call.names(at: 1), try judgeOptions(call))
          let responding = try host.responseOptions(call)
          let battles = try await host.overFirst(call, width: 128) { value in
            let instruction = try await host.instruction(from: value, for: call)
            return try host.lua(
              try await host.engine.battle(instruction, models: names, options: options, responding: responding))
          }
          return call.values[0].list != nil || battles.count == 1 ? battles : [.list(battles)]
        })
    ]
  }

  static let judging: [Verb.Option] = [
    .init("judge", "string|string[]", "who judges, several for a jury; reward models too", default: "the judge"),
    .init(
      "policy", "string",
      "what contradicting seat orders count as: `tie`, `abstain` (nothing), `both` (two battles), `sum` (of scores)",
      default: "tie"),
    .init("agent", "string", "the judge's prompt, a file in Prompts/judge", default: "scores"),
    .init("margin", "number", "scores of a reward model that differ by no more are a tie", default: "0"),
  ]

  static func judgeOptions(_ call: VerbCall) throws -> JudgeOptions {
    var options = JudgeOptions()
    options.judges = try call.names("judge") ?? []
    options.policy = try call.word("policy", InconsistencyPolicy.self) ?? .tie
    options.agent = try call.string("agent") ?? options.agent
    options.margin = try call.number("margin") ?? options.margin
    guard options.margin >= 0 else { throw ScriptError(.option, "\(call.verb.name): margin must not be below 0.") }
    return options
  }
}
