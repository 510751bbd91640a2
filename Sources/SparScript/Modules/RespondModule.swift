// respond

internal import LoopKit
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
          if names.count > 1 || call.values[0].list != nil { return try await several(call, names, host) }
          return try await one(call, names.first, host)
        })
    ]
  }

  @Host private static func one(_ call: VerbCall, _ model: String?, _ host: ScriptHost) async throws -> [LuaValue] {
    let instruction = try host.givenInstruction(from: call.values[0], for: call)
    let response = try await host.engine.respond(
      to: instruction, model: model, ordinal: try call.integer("ordinal", from: 0) ?? 0, sampling: try call.sampling())
    return [response.lua]
  }

  /// Several models, or a list of instructions, or both.
  @Host private static func several(_ call: VerbCall, _ names: [String], _ host: ScriptHost) async throws -> [LuaValue]
  {
    let ordinal = try call.integer("ordinal", from: 0) ?? 0
    let sampling = try call.sampling()
    let models: [String?] = names.isEmpty ? [nil] : names
    let responses = try await host.overFirst(call) { value in
      let instruction = try host.givenInstruction(from: value, for: call)
      return try await host.engine.inOrder(models) { model in
        try await host.engine.respond(to: instruction, model: model, ordinal: ordinal, sampling: sampling).lua
      }
    }
    return call.values[0].list != nil ? responses : [.list(responses)]
  }
}
