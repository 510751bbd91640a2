// respond

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum RespondModule: Module {
  static let topic = Topic.arena

  /// What responding with tools takes.
  static let tools: [Verb.Option] =
    [
      .init("tools", "tool[]", "what the models may call", default: "those of the instruction, which nobody runs"),
      .init("rounds", "integer", "how often a model is asked in one turn of the user's", default: "8"),
    ] + Verb.Option.runningTools

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "respond",
        "Has models respond to an instruction, to each of its turns where it has several, perhaps with tools; once per model, instruction and parameters.",
        parameters: [
          .init("instruction", "instruction|instruction[]|string", "an instruction, a list, or text"),
          .init("models", "string|string[]", "a model, or several", default: "the target"),
        ],
        options: Verb.Option.sampling + tools,
        returns: [.init("response|response[]", "one for one model and one instruction, else a list")],
        example: """
          a = respond(q[1], "sim/master")
          print(respond("Name three rivers.").text)
          r = respond(q[1], {tools = {tools.search {k = 3}}})
          """,
        .waiting { call in
          let names = call.values[1].isNil ? [] : try call.names(at: 1)
          if names.count > 1 || call.values[0].list != nil { return try await several(call, names, host) }
          return try await one(call, names.first, host)
        })
    ]
  }

  @Host private static func one(_ call: VerbCall, _ model: String?, _ host: ScriptHost) async throws -> [LuaValue] {
    let instruction = try host.givenInstruction(from: call.values[0], for: call)
    return [try await host.engine.respond(to: instruction, model: model, options: try host.responseOptions(call)).lua]
  }

  /// Several models, or a list of instructions, or both.
  @Host private static func several(_ call: VerbCall, _ names: [String], _ host: ScriptHost) async throws -> [LuaValue]
  {
    let options = try host.responseOptions(call)
    let models: [String?] = names.isEmpty ? [nil] : names
    let responses = try await host.overFirst(call) { value in
      let instruction = try host.givenInstruction(from: value, for: call)
      if models.count == 1 {
        return [try await host.engine.respond(to: instruction, model: models[0], options: options).lua]
      }
      return try await host.engine.inOrder(models) { model in
        try await host.engine.respond(to: instruction, model: model, options: options).lua
      }
    }
    return call.values[0].list != nil ? responses : [.list(responses)]
  }
}

extension ScriptHost {
  func responseOptions(_ call: VerbCall) throws -> ResponseOptions {
    var options = ResponseOptions()
    options.ordinal = try call.integer("ordinal", from: 0) ?? 0
    options.sampling = try call.sampling()
    options.rounds = try call.integer("rounds") ?? options.rounds
    options.toolSeconds = try call.number("tool_timeout") ?? options.toolSeconds
    options.longestResult = try call.integer("result_limit") ?? options.longestResult
    options.rerunsTools = try call.bool("rerun_tools") ?? false
    guard options.toolSeconds > 0 else {
      throw ScriptError(.option, "\(call.verb.name): tool_timeout must be above 0.")
    }
    options.tools = try offeredTools(call, seconds: options.toolSeconds)
    return options
  }
}
