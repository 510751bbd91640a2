// Lua functions as the tools of a chat.

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

extension ScriptHost {
  /// The tools that the options name.
  ///
  /// - Parameter seconds: that each may take.
  func offeredTools(_ call: VerbCall, seconds: Double) throws -> [OfferedTool] {
    let value = call.value("tools")
    guard !value.isNil else { return [] }
    guard let items = value.list else {
      throw ScriptError(.option, "\(call.verb.name): tools must be a list, not \(value.shown).")
    }
    return try items.enumerated().map { try offeredTool($0.element, number: $0.offset + 1, call, seconds) }
  }

  private func offeredTool(
    _ value: LuaValue, number: Int, _ call: VerbCall, _ seconds: Double
  ) throws -> OfferedTool {
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
    let run = try runner(table["run"] ?? .nil, name, call, seconds)
    return try OfferedTool(Tool(name, about, parameters: parameters), run: run)
  }

  private func runner(
    _ value: LuaValue, _ name: String, _ call: VerbCall, _ seconds: Double
  ) throws -> OfferedTool.Runner? {
    guard !value.isNil else { return nil }
    guard case .reference(let function) = value else {
      throw ScriptError(.option, "\(call.verb.name): run of the tool '\(name)' must be a function, not \(value.shown).")
    }
    return { arguments in try await self.run(function, arguments, seconds) }
  }

  /// Runs a tool as a task of its own, which may wait; one that never does is stopped when its time is up.
  private func run(_ function: LuaReference, _ arguments: JSON, _ seconds: Double) async throws -> ToolResult {
    do {
      return ToolResult(try await machine.call(function, [LuaValue(arguments)], seconds: seconds).first)
    } catch let error as LuaError {
      if error.kind == .cancelled || error.code == "script.interrupted" { throw CancellationError() }
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

extension ToolResult {
  /// What a model is told of a tool's result: texts as they are, anything else as JSON.
  fileprivate init(_ value: LuaValue?) {
    switch value {
    case .string(let text)?: self.init(text)
    case .bytes(let bytes)?: self.init(String(decoding: bytes, as: UTF8.self))
    case .table(let table)? where table.kind == Execution.shape.name: self.init(ofExecution: table)
    case let value?: self.init(value.json.text)
    case nil: self.init("null")
    }
  }

  /// What code printed, and how it ended. How long it took is not told: the same question would never be asked twice.
  private init(ofExecution table: LuaTable) {
    let ended = ["exit", "signal", "stopped", "truncated"]
      .compactMap { name in table[name].map { (name, $0.json) } }.filter { $0.1 != .bool(false) }
    let printed = ["stdout", "stderr"].map { ($0, (table[$0] ?? .string("")).json) }
    self.init(
      JSON.object(JSONObject(printed + ended)).text, details: .object(JSONObject(ended)))
  }
}
