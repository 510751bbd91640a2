// respond

internal import LuaKit
internal import SparCore
internal import SparEngine

enum RespondModule: Module {
  static let topic = Topic.arena

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "respond", "Has models respond to an instruction; once per model, instruction and parameters.",
        parameters: [
          .init("instruction", "instruction|instruction[]|string", "an instruction, a list, or text"),
          .init("models", "string|string[]", "a model, or several", default: "the target"),
        ],
        options: Verb.Option.sampling,
        returns: [.init("response|response[]", "one for one model and one instruction, else a list")],
        example: "a = respond(q[1], \"sim/master\")\nprint(respond(\"Name three rivers.\").text)",
        .waiting { call in
          let names = call.values[1].isNil ? [] : try call.names(at: 1)
          let ordinal = try call.integer("ordinal", from: 0) ?? 0
          let sampling = try call.sampling()
          let single = call.values[0].list == nil && names.count <= 1
          let responses = try await host.overFirst(call) { value in
            let instruction = try host.givenInstruction(from: value, for: call)
            let models: [String?] = names.isEmpty ? [nil] : names
            return try await host.engine.inOrder(models) { model in
              try await host.engine.respond(to: instruction, model: model, ordinal: ordinal, sampling: sampling).lua
            }
          }
          return single || call.values[0].list != nil ? responses : [.list(responses)]
        })
    ]
  }
}
