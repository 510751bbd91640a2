// Lua functions as the tools of a chat.

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

extension ScriptHost {
  /// The tools that the options name.
  func offeredTools(_ call: VerbCall) throws -> [OfferedTool] {
    let value = call.value("tools")
    guard !value.isNil else { return [] }
    guard let items = value.list else {
      throw ScriptError(.option, "\(call.verb.name): tools must be a list, not \(value.shown).")
    }
    return try items.enumerated().map { try offeredTool($0.element, number: $0.offset + 1, call) }
  }

  private func offeredTool(_ value: LuaValue, number: Int, _ call: VerbCall) throws -> OfferedTool {
    guard let table = value.table, let name = table["name"]?.string, !name.isEmpty, let about = table["about"]?.string
    else {
      throw ScriptError(
        .option, "\(call.verb.name): tool \(number) needs a name and what it is about.",
        hint: "{name = \"weather\", about = \"The weather in a city.\", parameters = {…}, run = function(args) … end}")
    }
    for field in table.fields where !["name", "about", "parameters", "run"].contains(field.name) {
      throw ScriptError(
        .option, "\(call.verb.name): the tool '\(name)' has a field '\(field.name)'.",
        hint: "It may have name, about, parameters, run.")
    }
    let none: JSON = ["type": "object", "properties": .object(JSONObject())]
    let parameters = try table["parameters"].map { try call.json(of: $0, "the parameters of '\(name)'") } ?? none
    return try OfferedTool(Tool(name, about, parameters: parameters), run: try runner(table["run"] ?? .nil, name, call))
  }

  private func runner(_ value: LuaValue, _ name: String, _ call: VerbCall) throws -> OfferedTool.Runner? {
    guard !value.isNil else { return nil }
    guard case .reference(let function) = value else {
      throw ScriptError(.option, "\(call.verb.name): run of the tool '\(name)' must be a function, not \(value.shown).")
    }
    return { arguments in try await self.run(function, arguments) }
  }

  /// Runs a tool as a task of its own, which may wait.
  private func run(_ function: LuaReference, _ arguments: JSON) async throws -> String {
    do {
      return try await machine.call(function, [LuaValue(arguments)]).first.toolText
    } catch let error as LuaError {
      if error.kind == .cancelled { throw CancellationError() }
      throw ScriptError(.tool, Self.withoutPlace(error.message))
    }
  }

  /// The sentence without the place in the script, which is no business of a model's and would change the next call
  /// with every line that is added above it.
  private static func withoutPlace(_ message: String) -> String {
    let parts = message.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[1].isEmpty, parts[1].allSatisfy(\.isNumber), parts[2].hasPrefix(" ") else {
      return message
    }
    return String(parts[2].dropFirst())
  }
}

extension LuaValue? {
  /// What a model is told of a tool's result: texts as they are, anything else as JSON.
  fileprivate var toolText: String {
    switch self {
    case .string(let text)?: text
    case .bytes(let bytes)?: String(decoding: bytes, as: UTF8.self)
    case let value?: value.json.text
    case nil: "null"
    }
  }
}
