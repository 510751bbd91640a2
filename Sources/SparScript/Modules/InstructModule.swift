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
          .init("agent", "string", "the author, a file in Prompts/instruct", default: "the one of the skill's name"),
          .with,
          .init("iteration", "integer", "the loop's turn: each turn has samples of its own"),
          .init("model", "string", "who writes", default: "the author"),
        ],
        returns: [
          .init(
            "instruction[]",
            "in the order of the passages; the list's field `leaks` counts the answers that were taken out of them")
        ],
        example: "q = instruct(p, {n = 3})\nq = instruct(p, {type = \"strengthen\"})\nprint(#q, q.leaks)",
        .waiting { call in
          let taxonomy = try await host.taxonomy(from: call.value("taxonomy"), for: call)
          if let iteration = try call.integer("iteration") { host.engine.iteration = iteration }
          let writing = Writing(
            host: host, call: call, taxonomy: taxonomy, options: try options(call), passed: try call.passedInputs())
          guard let passages = call.values[0].list else {
            let items = try await writing.write(call.values[0])
            return [.table(LuaTable(items: items, fields: [("leaks", LuaValue(writing.leaks))], kind: "list"))]
          }
          let written = try await host.overList(passages, label: call.verb.name) { try await writing.write($1) }
          return [try written.inOrder(fields: [("leaks", LuaValue(writing.leaks))])]
        })
    ]
  }

  private static func options(_ call: VerbCall) throws -> InstructOptions {
    var options = InstructOptions()
    options.count = try call.integer("n") ?? options.count
    options.types = try call.integer("types") ?? options.types
    options.type = try call.string("type")
    options.agent = try call.string("agent")
    options.model = try call.string("model")
    return options
  }
}

/// One call of `instruct` over its passages.
@Host
private final class Writing {
  private let host: ScriptHost
  private let call: VerbCall
  private let taxonomy: Stored<Taxonomy>
  private let options: InstructOptions
  private let passed: PassedInputs
  /// Answers taken out so far.
  private(set) var leaks = 0

  init(host: ScriptHost, call: VerbCall, taxonomy: Stored<Taxonomy>, options: InstructOptions, passed: PassedInputs) {
    self.host = host
    self.call = call
    self.taxonomy = taxonomy
    self.options = options
    self.passed = passed
  }

  func write(_ value: LuaValue) async throws -> [LuaValue] {
    let passage = try await host.passage(from: value, for: call)
    var options = options
    options.inputs = try await host.inputs(passed, for: passage.lua, of: call)
    let written = try await host.engine.instruct(passage, taxonomy: taxonomy, options: options)
    leaks += written.leaks
    return written.instructions.map(\.lua)
  }
}
