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
          .init("goal", "string", "`harder`, `easier`, `unanswerable` or `flip` (another answer)", default: "harder"),
          .init("n", "integer", "suggestions per instruction", default: "1"),
          .init("model", "string", "who suggests", default: "the suggester"),
        ],
        returns: [.init("suggestion[]", "in the order of the instructions")],
        example: "t = suggest(q[1], {goal = \"harder\"})",
        .waiting { call in
          let (goal, count) = (try call.string("goal") ?? "harder", try call.integer("n") ?? 1)
          let model = try call.string("model")
          let work: @Host @Sendable (LuaValue) async throws -> [LuaValue] = { value in
            let instruction = try await host.instruction(from: value, for: call)
            return try await host.engine.suggest(instruction, goal: goal, count: count, model: model).map(\.lua)
          }
          if call.values[0].list != nil { return try await host.overFirst(call, work) }
          return [.list(try await work(call.values[0]))]
        })
    ]
  }
}
