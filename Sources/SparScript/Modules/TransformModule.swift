// transform

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum TransformModule: Module {
  static let topic = Topic.seeds

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "transform",
        "Turns a seed into a passage: a debate, a poem, an argument, or the seed as it is (`identity`); or a passage into "
          + "the next one.",
        parameters: [
          .init("seed", "seed|passage|seed[]|passage[]|string", "a seed or a passage, a list of them, or text"),
          .init(
            "agent", "string|string[]|table<string, number>",
            "the transformation, a file in Prompts/transform; a list is a chain of them; of a table of weights one is drawn",
            default: "drawn by the weights of the skill"),
        ],
        options: [
          .init("skill", "string", "whose transformations are drawn from", default: "reading-comprehension"),
          .init(
            "pick", "string",
            "`agent`: Prompts/pick/transformation.md looks at the seed and picks one of the names, instead of chance"),
          .with,
          .init("model", "string", "who writes", default: "the author"),
        ],
        returns: [.init("passage|passage[]", "a list for a list; of a chain the last, whose parents are the others")],
        example: """
          p = transform(s[1], "debate")
          p = transform(s[1], {"long-text", "debate"})
          p = transform(s, {poem = 1, debate = 3})
          all = transform(s, {skill = "coding", pick = "agent"})
          """,
        .waiting { call in
          let (options, passed) = (try options(call), try call.passedInputs())
          return try await host.overFirst(call) { value in
            let source = try await host.transformSource(from: value, for: call)
            var options = options
            options.inputs = try await host.inputs(passed, for: source.lua, of: call)
            return [try await host.engine.transform(source, options: options).lua]
          }
        })
    ]
  }

  private static func options(_ call: VerbCall) throws -> TransformOptions {
    var options = TransformOptions()
    options.isPicked = try call.string("pick").map { try isAgent($0, call) } ?? false
    options.choice = try choice(call, isPicked: options.isPicked)
    options.model = try call.string("model")
    return options
  }

  private static func isAgent(_ word: String, _ call: VerbCall) throws -> Bool {
    if word == "agent" { return true }
    throw ScriptError(.option, "\(call.verb.name): pick cannot be '\(word)'.", hint: "pick = \"agent\", or nothing.")
  }

  private static func choice(_ call: VerbCall, isPicked: Bool) throws -> TransformationChoice {
    let value = call.values[1]
    if value.isNil { return .skill(try call.string("skill") ?? TaxonomyModule.defaultSkill) }
    if let names = value.names, !names.isEmpty {
      return isPicked ? .oneOf(names.map { WeightedName($0) }) : .chain(names)
    }
    let weights = value.table?.fields.compactMap { field in
      field.value.double.map { WeightedName(field.name, $0) }
    }
    guard let weights, !weights.isEmpty, weights.allSatisfy({ $0.weight >= 0 && $0.weight.isFinite }) else {
      throw call.wrong(1, "a name, a list of names, or a table of weights from 0 up")
    }
    return .oneOf(weights)
  }
}

extension ScriptHost {
  /// A passage, or a seed or text that becomes one.
  fileprivate func transformSource(from value: LuaValue, for call: VerbCall) async throws -> TransformSource {
    if let id = (value.table?["id"]?.string ?? value.string).flatMap({ RecordID($0) }), id.kind == .passage {
      return .passage(try engine.record(Passage.self, id))
    }
    return .seed(try await seed(from: value, for: call))
  }
}

extension TransformSource {
  fileprivate var lua: LuaValue {
    switch self {
    case .seed(let seed): seed.lua
    case .passage(let passage): passage.lua
    }
  }
}
