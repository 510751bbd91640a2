// Which texts have which band of their signature: chains by the lower bits of a band's hash.

struct BandTable {
  private var heads: [UInt32] = [UInt32](repeating: none, count: 64)
  private var nexts: [UInt32] = []
  private var keys: [UInt32] = []

  private static let none = UInt32.max

  /// Calls `body` with the places of all that were put under this key, the latest first.
  func forEach(_ key: UInt32, _ body: (Int) -> Void) {
    var place = heads[Int(key) & (heads.count - 1)]
    while place != Self.none {
      if keys[Int(place)] == key { body(Int(place)) }
      place = nexts[Int(place)]
    }
  }

  /// Its place is the number of those that were put before.
  mutating func put(_ key: UInt32) {
    if keys.count == heads.count { grow() }
    keys.append(key)
    link(keys.count - 1)
  }

  private mutating func link(_ place: Int) {
    let head = Int(keys[place]) & (heads.count - 1)
    nexts.append(heads[head])
    heads[head] = UInt32(place)
  }

  private mutating func grow() {
    heads = [UInt32](repeating: Self.none, count: heads.count * 2)
    nexts.removeAll(keepingCapacity: true)
    for place in keys.indices { link(place) }
  }
}
