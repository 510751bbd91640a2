// score

internal import LuaKit
internal import SparCore
internal import SparEngine

enum ScoreModule: Module {
  static let topic = Topic.arena

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "score", "Has a reward model score responses, or a chat model that is asked for a number from 1 to 10.",
        parameters: [
          .init("response", "response|response[]|string", "a response, a list, or text"),
          .init("instruction", "instruction|string", "what a text responds to", default: "the response's own"),
        ],
        options: [.init("model", "string", "who scores", default: "the first judge that is a reward model")],
        returns: [.init("number|number[]", "more is better; on the reward model's own scale; a list for a list")],
        example: "score(respond(q[1]), {model = \"sim/reward\"})",
        .waiting { call in
          let model = try host.engine.scorer(given: try call.string("model"))
          return try await host.overFirst(call) { value in
            if let response = try host.record(Response.self, from: value, for: call) {
              return [.number(try await host.engine.score(response, model: model).value)]
            }
            guard !call.values[1].isNil else {
              throw ScriptError(
                .argument, "score needs the instruction that a text responds to.", hint: call.verb.signature)
            }
            let instruction = try await host.instruction(from: call.values[1], for: call).value
            return [.number(try await host.engine.score(value.string ?? "", to: instruction, model: model).value)]
          }
        })
    ]
  }
}
