// Definitions of tools, as tables or JSON.

internal import LuaKit
internal import SparCore

extension VerbCall {
  /// A list of definitions in OpenAI's form or as `{name, description, parameters}`; or an object with such a list.
  func toolDefinitions(_ value: LuaValue) throws -> [Tool] {
    let json = try json(of: value, "tools")
    if json.object?.members.isEmpty == true { return [] }
    guard let list = json.array ?? json["tools"]?.array else {
      throw ScriptError(.argument, "\(verb.name) takes a list of definitions of tools, not \(value.shown).")
    }
    return try list.enumerated().map { try toolDefinition($0.element, number: $0.offset + 1) }
  }

  private func toolDefinition(_ json: JSON, number: Int) throws -> Tool {
    let function = json["function"] ?? json
    guard let name = function["name"]?.string, !name.isEmpty else {
      throw ScriptError(
        .argument, "Definition \(number) of the tools has no name.",
        hint: "A definition is {name = \"…\", description = \"…\", parameters = {…}}, or one of OpenAI's form.")
    }
    let about = function["description"]?.string ?? function["about"]?.string ?? name
    return Tool(name, about, parameters: try parameters(function["parameters"], of: name))
  }

  /// They may be JSON text, which keeps the order of its members.
  private func parameters(_ value: JSON?, of name: String) throws -> JSON {
    guard let value else { return ["type": "object", "properties": .object(JSONObject())] }
    guard let text = value.string else { return value }
    return try json(of: .string(text), "the parameters of '\(name)'")
  }
}
