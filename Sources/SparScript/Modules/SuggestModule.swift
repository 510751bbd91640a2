// suggest

internal import LoopKit
internal import LuaKit
internal import SparEngine

enum SuggestModule: Module {
  static let topic = Topic.instructions

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "suggest", "Proposes ways to change an instruction towards a goal; `edit` carries them out.",
        parameters: [.init("instruction", "instruction|instruction[]|string", "an instruction, a list, or text")],
        options: [
          .init("goal", "string", "a file in Prompts/suggest, with its pair in Prompts/edit", default: "harder"),
          .init("n", "integer", "suggestions per instruction", default: "1"),
          .with,
          .init("model", "string", "who suggests", default: "the suggester"),
        ],
        returns: [.init("suggestion[]", "in the order of the instructions")],
        example: "t = suggest(q[1], {goal = \"harder\"})",
        .waiting { call in
          let (options, passed) = (try options(call), try call.passedInputs())
          let work: @Host @Sendable (LuaValue) async throws -> [LuaValue] = { value in
            let instruction = try await host.instruction(from: value, for: call)
            var options = options
            options.inputs = try await host.inputs(passed, for: instruction.lua, of: call)
            return try await host.engine.suggest(instruction, options: options).map(\.lua)
          }
          if call.values[0].list != nil { return try await host.overFirst(call, work) }
          return [.list(try await work(call.values[0]))]
        })
    ]
  }

  private static func options(_ call: VerbCall) throws -> SuggestOptions {
    var options = SuggestOptions(goal: try call.string("goal") ?? "harder")
    options.count = try call.integer("n") ?? options.count
    options.model = try call.string("model")
    return options
  }
}
