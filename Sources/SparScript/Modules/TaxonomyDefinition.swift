// taxonomy.add, taxonomy.define: types and skills that a script brings along

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum TaxonomyDefinition {
  private static let typeOptions: [Verb.Option] = [
    .init("name", "string", "the type's name, in-kebab-case"),
    .init("definition", "string", "what instructions of the type ask for"),
    .init("answer_format", "string", "what an answer looks like"),
    .init(
      "answerability", "string", "`answerable`, `unanswerable`, `missing-information` or `missing-api`",
      default: "answerable"),
    .init("transformations", "string[]", "whose passages it suits", default: "all"),
    .init("seeds", "string[]", "the types of seeds it suits", default: "all"),
    .init("weight", "number", "relative frequency", default: "1"),
    .init("parent", "string", "the group it belongs to", default: "none"),
  ]

  static func add(_ host: ScriptHost) -> Verb {
    Verb(
      "taxonomy.add",
      "Adds an instruction type to a skill, in the place of one of the same name; a skill that is not there yet comes to be.",
      options: [.init("skill", "string", "the skill", default: "reading-comprehension")] + typeOptions,
      returns: [.init("taxonomy", "the new revision, which `taxonomy.load` gives from now on")],
      example: """
        x = taxonomy.add {skill = "coding", name = "rename", answer_format = "The code.",
          definition = "Asks to give one name in the code a better one everywhere."}
        """,
      .waiting { call in
        let fields = typeOptions.map { ($0.name, call.value($0.name)) }
        let node = try node(LuaTable(fields: fields), call)
        return [try await host.engine.addType(node, to: try call.string("skill") ?? TaxonomyModule.defaultSkill).lua]
      })
  }

  static func define(_ host: ScriptHost) -> Verb {
    Verb(
      "taxonomy.define", "Defines a skill with all of its types, in the place of one of the same name.",
      options: [
        .init("skill", "string", "its name, in-kebab-case"), .init("about", "string", "the skill in one sentence"),
        .init("seeds", "string[]", "the types of seeds it takes", default: "all"),
        .init(
          "transformations", "string[]|table<string, number>", "names, or weights by name",
          default: "any of Prompts/transform"),
        .init("goals", "string[]|table<string, number>", "of refinement: names, or weights by name", default: "none"),
        .init("stands_alone", "boolean", "contenders do not see the passage", default: "false"),
        .init("types", "table[]", "each with the options of `taxonomy.add`"),
      ],
      returns: [.init("taxonomy", "which `taxonomy.load` gives from now on")],
      example: """
        taxonomy.define {skill = "riddles", about = "Riddles.", transformations = {"identity"}, goals = {harder = 1},
          types = {{name = "who-am-i", definition = "Asks who speaks.", answer_format = "A word."}}}
        """,
      .waiting { call in
        let head = SkillHead(
          about: try call.string("about"), seeds: try call.names("seeds") ?? [],
          transformations: try weights("transformations", call), goals: try weights("goals", call),
          standsAlone: try call.bool("stands_alone") ?? false)
        guard let types = call.value("types").list, !types.isEmpty else {
          throw ScriptError(.option, "taxonomy.define needs types: a list of tables.", hint: call.verb.signature)
        }
        let nodes = try types.map { type in
          guard let table = type.table else {
            throw ScriptError(.option, "taxonomy.define: a type must be a table, not \(type.shown).")
          }
          return try node(table, call)
        }
        return [try await host.engine.defineSkill(try call.required("skill"), head: head, nodes: nodes).lua]
      })
  }

  // MARK: Reading tables

  private static func node(_ table: LuaTable, _ call: VerbCall) throws -> TaxonomyNode {
    for field in table.fields where !typeOptions.contains(where: { $0.name == field.name }) {
      throw ScriptError(
        .option, "\(call.verb.name): a type has no field '\(field.name)'.",
        hint: "It has \(typeOptions.map(\.name).joined(separator: ", ")).")
    }
    let name = try text("name", table, call)
    return TaxonomyNode(
      name: name, definition: try text("definition", table, call), answerFormat: try text("answer_format", table, call),
      answerability: try answerability(table["answerability"] ?? .nil, call),
      transformations: try names("transformations", table, call), weight: try weight(table["weight"] ?? .nil, call),
      parent: table["parent"]?.string, seeds: try names("seeds", table, call))
  }

  private static func text(_ field: String, _ table: LuaTable, _ call: VerbCall) throws -> String {
    if let text = table[field]?.string, !text.allSatisfy(\.isWhitespace) { return text }
    throw ScriptError(.option, "\(call.verb.name): a type needs \(field).", hint: call.verb.signature)
  }

  private static func names(_ field: String, _ table: LuaTable, _ call: VerbCall) throws -> [String] {
    guard let value = table[field], !value.isNil else { return [] }
    if let names = value.names { return names }
    throw ScriptError(.option, "\(call.verb.name): \(field) must be a list of names, not \(value.shown).")
  }

  private static func weight(_ value: LuaValue, _ call: VerbCall) throws -> Double {
    guard !value.isNil else { return 1 }
    if let weight = value.double, weight >= 0, weight.isFinite { return weight }
    throw ScriptError(.option, "\(call.verb.name): weight must be a number from 0 up, not \(value.shown).")
  }

  private static func answerability(_ value: LuaValue, _ call: VerbCall) throws -> Answerability {
    guard !value.isNil else { return .answerable }
    if let word = value.string.flatMap({ Answerability(rawValue: $0) }) { return word }
    let known = Answerability.allCases.map(\.rawValue)
    throw ScriptError(
      .option, "\(call.verb.name): answerability cannot be \(value.shown).",
      hint: "It is one of \(known.joined(separator: ", ")).")
  }

  /// Names of weight 1 each, or weights by name, in the order of the names.
  private static func weights(_ option: String, _ call: VerbCall) throws -> [WeightedName] {
    let value = call.value(option)
    if value.isNil { return [] }
    if let names = value.names { return names.map { WeightedName($0) } }
    let weights = (value.table?.fields ?? []).map { (name: $0.name, weight: $0.value.double ?? -1) }
    guard !weights.isEmpty, weights.allSatisfy({ $0.weight >= 0 && $0.weight.isFinite }) else {
      throw ScriptError(.option, "\(call.verb.name): \(option) must be names, or weights from 0 up by name.")
    }
    return weights.sorted { $0.name < $1.name }.map { WeightedName($0.name, $0.weight) }
  }
}
