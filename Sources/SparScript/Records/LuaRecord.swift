// Records as the plain tables that Lua reads.

internal import LuaKit
internal import SparCore

/// A record that Lua can be shown.
protocol LuaRecord: Record {
  /// Its table: `id` and `key`, which every record has, and what it says.
  static var shape: ValueShape<Stored<Self>> { get }
}

extension LuaRecord {
  /// - Parameter fields: what the table holds besides the identity.
  static func recordShape(
    _ about: String, _ fields: [ValueShape<Stored<Self>>.Field]
  ) -> ValueShape<Stored<Self>> {
    let identity: [ValueShape<Stored<Self>>.Field] = [
      .init("id", "string", "names the record in this project: `\(kind.prefix)12`") { LuaValue($0.id) },
      .init("key", "string", "names it in every project: a digest of what it was made from and says") {
        .string($0.key.description)
      },
    ]
    return ValueShape(kind.rawValue, about, identity + fields)
  }
}

extension Stored where Value: LuaRecord {
  var lua: LuaValue { Value.shape.table(self) }
}

extension LuaValue {
  init(_ text: String?) { self = text.map { .string($0) } ?? .nil }
  init(_ id: RecordID?) { self = id.map { .string($0.description) } ?? .nil }
  init(_ number: Double?) { self = number.map { .number($0) } ?? .nil }
  init(_ number: Int) { self = .integer(Int64(number)) }
  static func list(_ items: [LuaValue]) -> LuaValue { .table(LuaTable(items: items, kind: "list")) }
}
