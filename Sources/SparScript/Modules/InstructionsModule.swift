// instructions.add

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum InstructionsModule: Module {
  static let topic = Topic.instructions

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "instructions.add", "Takes in a task of your own, with further turns of the user's or with tools.",
        parameters: [.init("text", "string", "the task, the user's first turn")],
        options: [
          .init("turns", "string[]", "what the user says after each reply", default: "none"),
          .init(
            "tools", "table|string", "definitions of tools that a contender is shown, as `tools.from` takes them",
            default: "none"),
          .init("passage", "passage|seed|string", "what the task is about", default: "none"),
          .init("skill", "string", "the skill it is counted under", default: "none"),
          .init("type", "string", "its instruction type", default: "none"),
          .init("answerability", "string", "whether it can be done as it stands", default: "answerable"),
        ],
        returns: [.init("instruction")],
        example: "i = instructions.add(\"Plan a day in Rome.\", {turns = {\"It rains.\"}})\nprint(respond(i).turns[1])",
        .waiting { call in [try await host.engine.instruction(try await instruction(call, host)).lua] })
    ]
  }

  @Host private static func instruction(_ call: VerbCall, _ host: ScriptHost) async throws -> Instruction {
    guard let text = try call.text(at: 0), !text.allSatisfy(\.isWhitespace) else { throw call.wrong(0, "a text") }
    var instruction = Instruction(text: text)
    instruction.turns = try call.names("turns") ?? []
    if !call.value("tools").isNil { instruction.tools = try call.toolDefinitions(call.value("tools")) }
    if !call.value("passage").isNil {
      instruction.passage = try await host.passage(from: call.value("passage"), for: call).id
    }
    instruction.skill = try call.string("skill")
    instruction.type = try call.string("type")
    instruction.answerability = try call.word("answerability", Answerability.self) ?? .answerable
    return instruction
  }
}
