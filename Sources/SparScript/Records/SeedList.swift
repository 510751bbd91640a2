// A list of stored seeds as Lua holds it: which rows they are, and nothing of what is in them. How it is read, page by
// page, stands in stdlib-lua/spar/seed_list.lua.

internal import LuaKit
internal import SparCore
internal import SparDatasets

/// Seeds of the store in an order of their own, of any number.
struct SeedList {
  static let kind = "seed_list"

  let seeds: RecordSpans
  /// Fields that the list carries beside its seeds.
  var fields: [(String, LuaValue)] = []

  var lua: LuaValue {
    let rows: [(String, LuaValue)] = [("runs", .bytes(seeds.bytes)), ("count", LuaValue(seeds.count))]
    return .table(LuaTable(fields: rows + fields, kind: Self.kind))
  }
}

extension LuaTable {
  /// What a seed list holds, each a record of which only the id is known; `nil` for any other table.
  var storedSeeds: [LuaValue]? {
    guard kind == SeedList.kind, let count = self["count"]?.integer, let runs = self["runs"]?.rawBytes,
      let seeds = RecordSpans(bytes: runs, count: count)
    else { return nil }
    return seeds.numbers.map { number in
      .table(LuaTable(fields: [("id", LuaValue(RecordID(.seed, number)))], kind: RecordKind.seed.rawValue))
    }
  }
}

extension LuaValue {
  /// A Lua string as the bytes that it is.
  fileprivate var rawBytes: [UInt8]? {
    switch self {
    case .string(let text): Array(text.utf8)
    case .bytes(let bytes): bytes
    default: nil
    }
  }
}
