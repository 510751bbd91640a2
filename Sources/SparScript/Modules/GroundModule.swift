// ground

internal import LuaKit
internal import SparCore
internal import SparEngine

enum GroundModule: Module {
  static let topic = Topic.instructions

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "ground",
        "Has a judge hold an instruction or a response against its passage, and mark what that does not support.",
        parameters: [.init("record", "instruction|response|instruction[]|response[]", "what is judged, or a list")],
        options: [.init("judge", "string", "who judges", default: "the first judge")],
        returns: [.init("groundedness|groundedness[]", "a list for a list")],
        example: "g = ground(q[1])\nif not g.supported then reject(q[1], \"not grounded\", {stage = \"ground\"}) end",
        .waiting { call in
          let judge = try call.string("judge")
          return try await host.overFirst(call) { value in
            let found =
              if (value.table?["id"]?.string ?? value.string).flatMap({ RecordID($0) })?.kind == .response {
                try await host.engine.ground(host.stored(Response.self, from: value, for: call), judge: judge)
              } else {
                try await host.engine.ground(host.stored(Instruction.self, from: value, for: call), judge: judge)
              }
            return [Groundedness.shape.table(found)]
          }
        })
    ]
  }
}

extension Groundedness {
  static let shape = ValueShape<Groundedness>(
    "groundedness", "What a judge found when it held a text against its passage.", hasKind: false,
    [
      .init("supported", "boolean", "whether the passage supports all of it") { .bool($0.isSupported) },
      .init("unsupported", "table[]", "what it does not support: `{quote, reason}`") { found in
        .list(
          found.unsupported.map { claim in
            .table(LuaTable(fields: [("quote", .string(claim.quote)), ("reason", .string(claim.reason))]))
          })
      },
      .init("record", "string", "the id of what was judged") { LuaValue($0.record) },
    ])
}
