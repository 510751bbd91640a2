// edit

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum EditModule: Module {
  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "edit", "Carries a suggestion out: a refined instruction, perhaps over an edited passage.",
        parameters: [
          .init(
            "instruction", "instruction|suggestion|suggestion[]",
            "the instruction; or suggestions alone, which know theirs"),
          .init("suggestion", "suggestion", "what to do to it", optional: true),
        ],
        options: [.init("model", "string", "who edits; the editor")],
        returns:
          "an instruction, or nil and the reason where the edit adds nothing; for a list of suggestions a list whose `rejected` names the others",
        example: "r = edit(q[1], t[1])",
        .waiting { call in
          let model = try call.string("model")
          if let suggestions = call.values[0].list { return try await edit(suggestions, model, call, host) }
          let value = call.values[1].isNil ? call.values[0] : call.values[1]
          let suggestion = try host.stored(Suggestion.self, from: value, for: call)
          return try await host.engine.edit(suggestion, model: model).lua
        })
    ]
  }

  @Host private static func edit(
    _ values: [LuaValue], _ model: String?, _ call: VerbCall, _ host: ScriptHost
  ) async throws -> [LuaValue] {
    var list = try await host.overList(values, label: call.verb.name) { value in
      let suggestion = try host.stored(Suggestion.self, from: value, for: call)
      switch try await host.engine.edit(suggestion, model: model) {
      case .refined(let instruction): return [instruction.lua]
      case .rejected(let reason):
        return [.table(LuaTable(fields: [("suggestion", LuaValue(suggestion.id)), ("reason", .string(reason))]))]
      }
    }
    let rejected = list.items.filter { $0.table?.kind == nil }
    list.items.removeAll { $0.table?.kind == nil }
    list["rejected"] = .list(rejected)
    return [.table(list)]
  }
}

extension EditOutcome {
  fileprivate var lua: [LuaValue] {
    switch self {
    case .refined(let instruction): [instruction.lua]
    case .rejected(let reason): [.nil, .string(reason)]
    }
  }
}
