// Reads values off a Lua stack with functions that cannot raise.

internal import CLua
internal import CLuaShim
internal import LoopKit

/// Why a value cannot cross the border.
struct ValueError: Error {
  let message: String
}

@Host
struct ValueReader {
  let state: OpaquePointer
  let machine: LuaMachine

  private static let deepest = 100

  /// The values at 1 … top.
  func all() throws(ValueError) -> [LuaValue] {
    let count = lua_gettop(state)
    guard lua_checkstack(state, 8) != 0 else { throw ValueError(message: "the Lua stack is full") }
    var values: [LuaValue] = []
    values.reserveCapacity(Int(count))
    for index in 0..<count { values.append(try value(at: index + 1)) }
    return values
  }

  /// - Parameter index: absolute.
  func value(at index: Int32, depth: Int = 0) throws(ValueError) -> LuaValue {
    switch lua_type(state, index) {
    case LUA_TNONE, LUA_TNIL: return .nil
    case LUA_TBOOLEAN: return .bool(lua_toboolean(state, index) != 0)
    case LUA_TNUMBER: return number(at: index)
    case LUA_TSTRING: return text(at: index)
    case LUA_TTABLE: return .table(try table(at: index, depth: depth))
    case LUA_TFUNCTION: return .reference(try reference(at: index))
    default:
      let name = String(cString: lua_typename(state, lua_type(state, index)))
      throw ValueError(message: "a \(name) cannot be handed to the host")
    }
  }

  private func number(at index: Int32) -> LuaValue {
    guard lua_isinteger(state, index) != 0 else { return .number(lua_tonumberx(state, index, nil)) }
    return .integer(lua_tointegerx(state, index, nil))
  }

  private func text(at index: Int32) -> LuaValue {
    var length = 0
    guard let start = lua_tolstring(state, index, &length) else { return .nil }
    return start.withMemoryRebound(to: UInt8.self, capacity: length) { start in
      let bytes = UnsafeBufferPointer(start: start, count: length)
      return String(validating: bytes, as: UTF8.self).map { .string($0) } ?? .bytes(Array(bytes))
    }
  }

  private func reference(at index: Int32) throws(ValueError) -> LuaReference {
    machine.freeReleased()
    let slot = spar_reference(state, index)
    guard slot != 0 else { throw ValueError(message: "not enough memory") }
    return machine.reference(slot: slot)
  }

  private func table(at index: Int32, depth: Int) throws(ValueError) -> LuaTable {
    guard depth < Self.deepest, lua_checkstack(state, 4) != 0 else {
      throw ValueError(
        message: "a table nested deeper than \(Self.deepest) levels (or in itself) cannot be handed to the host")
    }
    var table = LuaTable(kind: kind(at: index))
    let length = lua_rawlen(state, index)
    for position in 0..<length {
      lua_rawgeti(state, index, lua_Integer(position + 1))
      table.items.append(try value(at: lua_gettop(state), depth: depth + 1))
      lua_settop(state, -2)
    }
    try readFields(at: index, listLength: Int(length), depth: depth, into: &table)
    return table
  }

  private func readFields(
    at index: Int32, listLength: Int, depth: Int, into table: inout LuaTable
  ) throws(ValueError) {
    lua_pushnil(state)
    while lua_next(state, index) != 0 {
      let top = lua_gettop(state)
      switch lua_type(state, top - 1) {
      case LUA_TSTRING:
        guard let name = text(at: top - 1).string else {
          throw ValueError(message: "a table with a field name that is not UTF-8 cannot be handed to the host")
        }
        table.fields.append(LuaField(name: name, value: try value(at: top, depth: depth + 1)))
      case LUA_TNUMBER where isItem(at: top - 1, of: listLength): break
      default:
        let type = String(cString: lua_typename(state, lua_type(state, top - 1)))
        throw ValueError(
          message: "a table handed to the host has lists and named fields only, not a key of type \(type)")
      }
      lua_settop(state, -2)
    }
    // lua_next gives the fields in the order of their hashes; the same table must always read the same.
    table.fields.sort { $0.name < $1.name }
  }

  private func isItem(at index: Int32, of length: Int) -> Bool {
    guard lua_isinteger(state, index) != 0 else { return false }
    return (1...max(1, length)).contains(Int(lua_tointegerx(state, index, nil))) && length > 0
  }

  private func kind(at index: Int32) -> String? {
    guard lua_getmetatable(state, index) != 0 else { return nil }
    defer { lua_settop(state, -2) }
    return lua_topointer(state, -1).flatMap { machine.kinds[$0] }
  }
}
