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
        options: Verb.Option.judging + [
          .init(
            "improve", "boolean",
            "the better response is improved from what the judges said of it, and meets the original", default: "false"),
          .init("editor", "string", "who improves", default: "the editor"),
        ] + RespondModule.tools,
        returns: [.init("battle|battle[]", "one for two models and one instruction, else a list")],
        example: "b = battle(r, {\"sim/apprentice\", \"sim/master\"})\nprint(b.winner, b.score_a, b.score_b)",
        .waiting { call in
          let (names, options) = (try call.names(at: 1), try await host.judgeOptions(call))
          let editor = try host.editor(call)
          let responding = try host.responseOptions(call)
          let battles = try await host.overFirst(call, width: 128) { value in
            let instruction = try await host.instruction(from: value, for: call)
            return try host.lua(
              try await host.engine.battle(
                instruction, models: names, options: options, improvedBy: editor, responding: responding))
          }
          return call.values[0].list != nil || battles.count == 1 ? battles : [.list(battles)]
        })
    ]
  }
}

extension ScriptHost {
  /// Who improves the better responses; `nil` where nobody was asked for it.
  fileprivate func editor(_ call: VerbCall) throws -> String? {
    guard try call.bool("improve") == true else { return nil }
    return try call.string("editor") ?? engine.names(for: "editor")[0]
  }
}
