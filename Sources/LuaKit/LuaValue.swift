// Values that cross the border between Lua and Swift, always by copy.

/// A Lua value as Swift holds it.
package enum LuaValue: Sendable {
  case `nil`
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  /// Text that is valid UTF-8.
  case string(String)
  /// Text that is not.
  case bytes([UInt8])
  case table(LuaTable)
  /// A function, or another value that is held rather than copied.
  case reference(LuaReference)
}

/// A Lua table: its list part, its named fields in the order they were written, and what it is.
package struct LuaTable: Sendable {
  package var items: [LuaValue]
  package var fields: [LuaField]
  /// The name of the metatable (`__name`): the kind of a record.
  package var kind: String?

  package init(items: [LuaValue] = [], fields: [(String, LuaValue)] = [], kind: String? = nil) {
    self.init(items: items, fields: fields.map { LuaField(name: $0.0, value: $0.1) }, kind: kind)
  }

  package init(items: [LuaValue] = [], fields: [LuaField], kind: String? = nil) {
    self.items = items
    self.fields = fields
    self.kind = kind
  }

  package subscript(name: String) -> LuaValue? {
    get { fields.first { $0.name == name }?.value }
    set {
      if let index = fields.firstIndex(where: { $0.name == name }) {
        if let newValue { fields[index].value = newValue } else { fields.remove(at: index) }
      } else if let newValue {
        fields.append(LuaField(name: name, value: newValue))
      }
    }
  }
}

/// A named field. No tuple, whose parts the runtime copies and destroys one by one.
package struct LuaField: Sendable {
  package let name: String
  package var value: LuaValue

  package init(name: String, value: LuaValue) {
    self.name = name
    self.value = value
  }
}

extension LuaValue {
  package var string: String? {
    guard case .string(let value) = self else { return nil }
    return value
  }

  package var table: LuaTable? {
    guard case .table(let value) = self else { return nil }
    return value
  }

  package var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  package var double: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }

  /// An integer, or a number without a fraction.
  package var integer: Int? {
    switch self {
    case .integer(let value): Int(value)
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  package var isNil: Bool {
    guard case .nil = self else { return false }
    return true
  }

  /// The name of the type, as Lua's `type` gives it; for a record its kind.
  package var typeName: String {
    switch self {
    case .nil: "nil"
    case .bool: "boolean"
    case .integer, .number: "number"
    case .string, .bytes: "string"
    case .table(let table): table.kind ?? "table"
    case .reference: "function"
    }
  }
}

extension LuaValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(nilLiteral: ()) { self = .nil }
  package init(arrayLiteral elements: LuaValue...) { self = .table(LuaTable(items: elements)) }
}
