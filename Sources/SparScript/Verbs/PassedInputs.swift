// The option `with`: what a caller passes to an agent beside what its stage knows.

internal import LoopKit
internal import LuaKit
internal import SparCore

extension Verb.Option {
  static let with = Verb.Option(
    "with", "table|function",
    "inputs beside those that the stage knows, of which an agent is given what it declares; or a function that makes "
      + "them of the record", default: "none")
}

/// Inputs that are the same for every record, or made for each.
enum PassedInputs: Sendable {
  case fixed([String: JSON])
  case made(LuaReference)
}

extension VerbCall {
  /// - Throws: `script.option` where it is neither a table of named values nor a function.
  func passedInputs() throws -> PassedInputs {
    switch value("with") {
    case .nil: return .fixed([:])
    case .reference(let function): return .made(function)
    case let value: return .fixed(try namedInputs(value))
    }
  }

  func namedInputs(_ value: LuaValue) throws -> [String: JSON] {
    guard let table = value.table, table.items.isEmpty, table.kind == nil || table.kind == "list" else {
      throw ScriptError(
        .option, "\(verb.name): with must be a table of named values, not \(value.shown).",
        hint: "with = {documents = found}")
    }
    return Dictionary(table.fields.map { ($0.name, $0.value.inputJSON) }) { $1 }
  }
}

extension ScriptHost {
  /// The inputs for one record.
  func inputs(_ passed: PassedInputs, for record: LuaValue, of call: VerbCall) async throws -> [String: JSON] {
    switch passed {
    case .fixed(let inputs): return inputs
    case .made(let function):
      let made = try await machine.call(function, [record]).first ?? .nil
      return made.isNil ? [:] : try call.namedInputs(made)
    }
  }
}

extension LuaValue {
  /// As JSON; a table with nothing in it is a list, since a prompt asks what is in it, and seldom by name.
  var inputJSON: JSON {
    guard case .table(let table) = self else { return json }
    if !table.items.isEmpty { return .array(table.items.map(\.inputJSON)) }
    if table.fields.isEmpty || table.kind == "list" { return .array([]) }
    return .object(JSONObject(table.fields.map { ($0.name, $0.value.inputJSON) }))
  }
}
