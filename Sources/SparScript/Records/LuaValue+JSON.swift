// Lua values as JSON and back, for what is stored of a script's own tables.

internal import LuaKit
internal import SparCore

extension LuaValue {
  init(_ json: JSON) {
    switch json {
    case .null: self = .nil
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .integer(value)
    case .double(let value): self = .number(value)
    case .string(let value): self = .string(value)
    case .array(let values): self = .list(values.map { LuaValue($0) })
    case .object(let object): self = .table(LuaTable(fields: object.members.map { ($0.key, LuaValue($0.value)) }))
    }
  }

  /// The value as JSON; a table with items, or a list that says so, is an array, any other an object.
  var json: JSON {
    switch self {
    case .nil, .reference: .null
    case .bool(let value): .bool(value)
    case .integer(let value): .int(value)
    case .number(let value): .double(value)
    case .string(let value): .string(value)
    case .bytes(let value): .string(String(decoding: value, as: UTF8.self))
    case .table(let table) where !table.items.isEmpty || (table.kind == "list" && table.fields.isEmpty):
      .array(table.items.map(\.json))
    case .table(let table): .object(JSONObject(table.fields.map { ($0.name, $0.value.json) }))
    }
  }
}
