// instruct

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum InstructModule: Module {
  static let topic = Topic.instructions

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "instruct",
        "Writes instructions about a passage, of types drawn from the taxonomy by weight, one type per call.",
        parameters: [
          .init("passage", "passage|passage[]|seed|string", "a passage or a list; a seed or text stands as it is")
        ],
        options: [
          .init("n", "integer", "instructions per type at most", default: "3"),
          .init("types", "integer", "types per passage", default: "1"),
          .init("type", "string", "this type, instead of drawing"),
          .init("taxonomy", "taxonomy|string", "a revision, or a skill's name", default: "reading-comprehension"),
          .init("iteration", "integer", "the loop's turn: each turn has samples of its own"),
          .init("model", "string", "who writes", default: "the author"),
        ],
        returns: [.init("instruction[]", "in the order of the passages")],
        example: "q = instruct(p, {n = 3})\nq = instruct(p, {type = \"strengthen\"})",
        .waiting { call in
          let taxonomy = try await host.taxonomy(from: call.value("taxonomy"), for: call)
          if let iteration = try call.integer("iteration") { host.engine.iteration = iteration }
          let options = try options(call)
          if call.values[0].list != nil {
            return try await host.overFirst(call) { try await write($0, taxonomy, options, call, host) }
          }
          return [.list(try await write(call.values[0], taxonomy, options, call, host))]
        })
    ]
  }

  private static func options(_ call: VerbCall) throws -> InstructOptions {
    var options = InstructOptions()
    options.count = try call.integer("n") ?? options.count
    options.types = try call.integer("types") ?? options.types
    options.type = try call.string("type")
    options.model = try call.string("model")
    return options
  }

  @Host private static func write(
    _ value: LuaValue, _ taxonomy: Stored<Taxonomy>, _ options: InstructOptions, _ call: VerbCall, _ host: ScriptHost
  ) async throws -> [LuaValue] {
    let passage = try await host.passage(from: value, for: call)
    return try await host.engine.instruct(passage, taxonomy: taxonomy, options: options).map(\.lua)
  }
}
