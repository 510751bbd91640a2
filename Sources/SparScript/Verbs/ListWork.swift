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
    return [.table(try await overList(items, label: call.verb.name, width: width, work))]
  }

  func overList(
    _ items: [LuaValue], label: String, width: Int? = nil,
    _ work: @escaping @Host @Sendable (LuaValue) async throws -> [LuaValue]
  ) async throws -> LuaTable {
    // What failed in an earlier list is passed over.
    let places = items.indices.filter { items[$0].table?.kind != "error" }
    let fanout = try await engine.overAll(places.map { items[$0] }, label: label, width: width, work)
    let failed = fanout.failures.map { failure(of: items, at: places[$0.index], $0.error) }
    return LuaTable(
      items: fanout.values.flatMap { $0 }, fields: [("failed", .list(failed))], kind: "list")
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
