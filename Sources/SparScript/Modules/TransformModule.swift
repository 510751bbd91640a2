// transform

internal import LuaKit
internal import SparEngine

enum TransformModule: Module {
  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "transform", "Turns a seed into a passage: a debate, a poem, an argument, or the seed itself (identity).",
        parameters: [
          .init("seed", "seed|seed[]|string", "a seed, a list of seeds, or text"),
          .init("agent", "string", "the transformation; drawn at random per seed when left out", optional: true),
        ],
        options: [.init("model", "string", "who writes; the author")],
        returns: "a passage, or a list of passages",
        example: "p = transform(s[1], \"debate\")",
        .waiting { call in
          let (agent, model) = (try call.text(at: 1), try call.string("model"))
          return try await host.overFirst(call) { value in
            let seed = try await host.seed(from: value, for: call)
            return [try await host.engine.transform(seed, agent: agent, model: model).lua]
          }
        })
    ]
  }
}
