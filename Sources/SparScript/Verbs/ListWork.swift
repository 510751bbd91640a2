// A verb over one element or over a list: one place decides what a list as the first argument means.

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

extension ScriptHost {
  /// Applies `work` to the first argument, or to each element of a list.
  ///
  /// - Returns: for one element what `work` returns; for a list one flat list in the order of the elements, with the
  ///   errors of those that failed in `failed`.
  func overFirst(
    _ call: VerbCall, width: Int? = nil,
    _ work: @escaping @Host @Sendable (LuaValue) async throws -> [LuaValue]
  ) async throws -> [LuaValue] {
    guard let items = call.values[0].list else { return try await work(call.values[0]) }
    return [try await overList(items, label: call.verb.name, width: width) { try await work($1) }.inOrder()]
  }

  /// - Parameter work: is given an item's place beside the item.
  func overList(
    _ items: [LuaValue], label: String, width: Int? = nil,
    _ work: @escaping @Host @Sendable (Int, LuaValue) async throws -> [LuaValue]
  ) async throws -> WorkedList {
    // What failed in an earlier list is passed over.
    let places = items.indices.filter { items[$0].table?.kind != "error" }
    let list = try LuaList(places: items.count, in: machine)
    let failures = try await engine.overAll(places.count, label: label, width: width) { index in
      let place = places[index]
      let values = try await work(place, items[place])
      // Where Lua has no memory for one result it has none for the next.
      do { try list.put(values, at: place) } catch { throw EndOfList(error) }
    }
    return WorkedList(list: list, failed: failures.map { failure(of: items, at: places[$0.index], $0.error) })
  }

  private func failure(of items: [LuaValue], at index: Int, _ error: any Error) -> LuaValue {
    failure(error, input: items[index].table?["id"] ?? .integer(Int64(index + 1)))
  }

  /// - Parameter input: what failed: a record's id, or an index.
  func failure(_ error: any Error, input: LuaValue) -> LuaValue {
    guard let error = error as? any SparError else {
      let fields: [(String, LuaValue)] = [("code", "host.error"), ("message", .string("\(error)")), ("input", input)]
      return .table(LuaTable(fields: fields, kind: "error"))
    }
    return .table(LuaTable(fields: RaisedError(error: error, input: input).luaFields, kind: "error"))
  }
}

/// What became of a list of items.
struct WorkedList {
  /// Has a place for each item.
  let list: LuaList
  let failed: [LuaValue]

  /// One flat list in the order of the items, with the errors of those that failed in `failed`.
  @Host func inOrder(fields: [(String, LuaValue)] = []) throws -> LuaValue {
    try list.inOrder(fields: fields + [("failed", .list(failed))])
  }
}
