// How a value becomes the table that Lua reads, field by field, each with its documentation.

internal import LuaKit

/// A shape together with how a value becomes such a table, so that neither says what the other does not.
struct ValueShape<Value: Sendable>: Sendable {
  struct Field: Sendable {
    let name: String
    let type: String
    let about: String
    let read: @Sendable (Value) -> LuaValue

    init(_ name: String, _ type: String, _ about: String, _ read: @escaping @Sendable (Value) -> LuaValue) {
      self.name = name
      self.type = type
      self.about = about
      self.read = read
    }
  }

  /// Also the kind of the table: its metatable's name.
  let name: String
  let about: String
  let fields: [Field]
  /// Whether its tables have a metatable, which lets them print as what they are.
  let hasKind: Bool
  /// The type of the items and what they are, of a list with fields.
  let items: (type: String, about: String)?

  init(
    _ name: String, _ about: String, hasKind: Bool = true, items: (type: String, about: String)? = nil,
    _ fields: [Field]
  ) {
    self.name = name
    self.about = about
    self.fields = fields
    self.hasKind = hasKind
    self.items = items
  }

  func table(_ value: Value) -> LuaValue {
    .table(LuaTable(fields: fields.map { LuaField(name: $0.name, value: $0.read(value)) }, kind: hasKind ? name : nil))
  }

  var documented: TableShape {
    let items = items.map { [("[integer]", $0.type, $0.about)] } ?? []
    return TableShape(name, about, items + fields.map { ($0.name, $0.type, $0.about) })
  }
}
