// edit

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum EditModule: Module {
  static let topic = Topic.instructions

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "edit", "Carries a suggestion out: a refined instruction, perhaps over an edited passage.",
        parameters: [
          .init(
            "instruction", "instruction|suggestion|suggestion[]",
            "the instruction; or a suggestion alone, or a list of them: each knows its instruction"),
          .init("suggestion", "suggestion", "what to do to it", default: "the first argument"),
        ],
        options: [.with, .init("model", "string", "who edits", default: "the editor")],
        returns: [
          .init(
            "instruction|instruction[]|nil", "for a list of suggestions a list, whose field `rejected` has the others"),
          .init("string?", "why the edit was rejected: it adds nothing, or not what its goal demands"),
        ],
        example: "r, why_not = edit(t[1])\nrefined = edit(t)\nprint(#refined, #refined.rejected)",
        .waiting { call in
          let passed = try call.passedInputs()
          if let suggestions = call.values[0].list { return try await edit(suggestions, passed, call, host) }
          let value = call.values[1].isNil ? call.values[0] : call.values[1]
          let suggestion = try host.stored(Suggestion.self, from: value, for: call)
          return try await edit(suggestion, passed, call, host).lua
        })
    ]
  }

  @Host private static func edit(
    _ suggestion: Stored<Suggestion>, _ passed: PassedInputs, _ call: VerbCall, _ host: ScriptHost
  ) async throws -> EditOutcome {
    let inputs = try await host.inputs(passed, for: suggestion.lua, of: call)
    return try await host.engine.edit(suggestion, model: try call.string("model"), inputs: inputs)
  }

  @Host private static func edit(
    _ values: [LuaValue], _ passed: PassedInputs, _ call: VerbCall, _ host: ScriptHost
  ) async throws -> [LuaValue] {
    let rejected = try LuaList(places: values.count, in: host.machine)
    let edited = try await host.overList(values, label: call.verb.name) { place, value in
      let suggestion = try host.stored(Suggestion.self, from: value, for: call)
      switch try await edit(suggestion, passed, call, host) {
      case .refined(let instruction): return [instruction.lua]
      case .rejected(let reason):
        let rejection = RejectedEdit(suggestion: suggestion.id, reason: reason)
        try rejected.put([RejectedEdit.shape.table(rejection)], at: place)
        return []
      }
    }
    return [try edited.inOrder(fields: [("rejected", try rejected.inOrder())])]
  }
}

/// An edit that gave no instruction.
struct RejectedEdit: Sendable {
  let suggestion: RecordID
  let reason: String

  static let shape = ValueShape<RejectedEdit>(
    "rejection", "A suggestion whose edit gave no instruction.", hasKind: false,
    [
      .init("suggestion", "string", "the id of the suggestion") { LuaValue($0.suggestion) },
      .init("reason", "string", "why, in a few words") { .string($0.reason) },
    ])
}

extension EditOutcome {
  fileprivate var lua: [LuaValue] {
    switch self {
    case .refined(let instruction): [instruction.lua]
    case .rejected(let reason): [.nil, .string(reason)]
    }
  }
}
