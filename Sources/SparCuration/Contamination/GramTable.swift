// A set of hashed n-grams with the place where each stands: one look in memory for most of those that are not in it.

internal import CVectorShim

struct GramTable {
  private var keys = [UInt64](repeating: 0, count: 1024)
  private var places = [UInt32](repeating: 0, count: 1024)
  private(set) var count = 0

  /// - Parameter key: odd: 0 stands for an empty slot. - Returns: the place under this key, the first that was put.
  @inline(__always)
  subscript(key: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: key >> 1) & (keys.count - 1)
    while keys[slot] != 0 {
      if keys[slot] == key { return Int(places[slot]) }
      slot = (slot + 1) & (keys.count - 1)
    }
    return nil
  }

  /// Asks for the memory in which these keys would be, so that the waits for it overlap.
  func prefetch(_ keys: [UInt64]) {
    self.keys.withUnsafeBufferPointer { table in
      guard let base = table.baseAddress else { return }
      for key in keys { spar_prefetch(base + (Int(truncatingIfNeeded: key >> 1) & (table.count - 1))) }
    }
  }

  /// The first of these keys, from `start` on, that is here.
  func first(of keys: [UInt64], from start: Int) -> Int? {
    let mask = self.keys.count - 1
    return self.keys.withUnsafeBufferPointer { table in
      keys[start...].firstIndex { key in
        var slot = Int(truncatingIfNeeded: key >> 1) & mask
        while table[slot] != 0, table[slot] != key { slot = (slot + 1) & mask }
        return table[slot] != 0
      }
    }
  }

  /// - Returns: the place that is there under this key already; then nothing is put.
  @discardableResult
  mutating func put(_ key: UInt64, _ place: Int) -> Int? {
    if count * 4 >= keys.count { grow() }
    var slot = Int(truncatingIfNeeded: key >> 1) & (keys.count - 1)
    while keys[slot] != 0 {
      if keys[slot] == key { return Int(places[slot]) }
      slot = (slot + 1) & (keys.count - 1)
    }
    (keys[slot], places[slot]) = (key, UInt32(place))
    count += 1
    return nil
  }

  private mutating func grow() {
    let old = zip(keys, places).filter { $0.0 != 0 }
    keys = [UInt64](repeating: 0, count: keys.count * 4)
    places = [UInt32](repeating: 0, count: keys.count)
    count = 0
    for (key, place) in old { put(key, Int(place)) }
  }
}
