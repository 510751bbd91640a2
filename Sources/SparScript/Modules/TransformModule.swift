// transform

internal import LuaKit
internal import SparEngine

enum TransformModule: Module {
  static let topic = Topic.seeds

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "transform", "Turns a seed into a passage: a debate, a poem, an argument, or the seed as it is (`identity`).",
        parameters: [
          .init("seed", "seed|seed[]|string", "a seed, a list of seeds, or text"),
          .init(
            "agent", "string", "the transformation, a file in Prompts/transform", default: "drawn at random per seed"),
        ],
        options: [.init("model", "string", "who writes", default: "the author")],
        returns: [.init("passage|passage[]", "a list for a list")],
        example: "p = transform(s[1], \"debate\")\nall = transform(s, {model = \"sim/author\"})",
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
