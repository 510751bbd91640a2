// The indexes of texts that scripts hold, by handles: what an index is stays in Swift, Lua has its number.

internal import SparCuration

struct TextIndexes {
  private var indexes: [Int: NearDuplicates] = [:]
  private var last = 0

  mutating func add(_ index: NearDuplicates) -> Int {
    last += 1
    indexes[last] = index
    return last
  }

  /// - Throws: `script.argument` where there is no index of this handle.
  mutating func with<Value>(_ handle: Int?, _ body: (inout NearDuplicates) -> Value) throws -> Value {
    guard let handle, let place = indexes.index(forKey: handle) else {
      throw ScriptError(.argument, "There is no such index of texts.")
    }
    return body(&indexes.values[place])
  }

  mutating func drop(_ handle: Int?) {
    if let handle { indexes[handle] = nil }
  }
}
