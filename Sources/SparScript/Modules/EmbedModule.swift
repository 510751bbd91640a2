// embed

internal import LuaKit
internal import SparCore
internal import SparEngine

enum EmbedModule: Module {
  static let topic = Topic.models

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "embed", "Turns texts into vectors; a text is asked for once per model, however many lists it stands in.",
        parameters: [
          .init("texts", "string|string[]|table|table[]", "a text, or a record that has one; or a list of them")
        ],
        options: [.init("model", "string", "an embedding model", default: "the embedder")],
        returns: [.init("number[]|number[][]", "a vector for one text; for a list a list of them in its order")],
        example: "v = embed({\"a tide table\", \"a table of tides\"})\nprint(similarity(v[1], v[2]))",
        .waiting { call in
          let items = call.values[0].list
          let texts = try (items ?? [call.values[0]]).map { try text(of: $0, for: call) }
          let vectors = try await host.engine.embed(texts, model: try call.string("model")).map { vector in
            LuaValue.list(vector.map { .number(Double($0)) })
          }
          return items == nil ? vectors : [.list(vectors)]
        })
    ]
  }

  private static func text(of value: LuaValue, for call: VerbCall) throws -> String {
    if let text = value.string ?? value.table?["text"]?.string { return text }
    throw ScriptError(
      .argument, "\(call.verb.name) takes texts and records that have one, not \(value.shown).",
      hint: call.verb.signature)
  }
}
