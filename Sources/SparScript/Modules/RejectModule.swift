// reject

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum RejectModule: Module {
  static let topic = Topic.instructions

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "reject", "Stores that a record was turned away, and why; the record stays.",
        parameters: [
          .init("record", "table|string|table[]", "a record or its id, or a list"),
          .init("reason", "string", "a short phrase that stays the same: `too short`"),
        ],
        options: [.init("stage", "string", "what turned it away", default: "gate")],
        example: "if #q[1].text < 20 then reject(q[1], \"too short\", {stage = \"length\"}) end",
        .waiting { call in
          guard let reason = try call.text(at: 1) else { throw call.wrong(1, "a string") }
          let stage = try call.string("stage") ?? "gate"
          for value in call.values[0].list ?? [call.values[0]] where value.table?.kind != "error" {
            guard let id = (value.table?["id"]?.string ?? value.string).flatMap({ RecordID($0) }) else {
              throw ScriptError(
                .argument, "reject takes a record or its id, not \(value.shown).", hint: call.verb.signature)
            }
            try await host.engine.reject(id, reason: reason, stage: stage)
          }
          return []
        })
    ]
  }
}
