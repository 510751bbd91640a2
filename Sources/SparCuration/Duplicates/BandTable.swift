// Which texts have which band of their signature: a slot for each hash of a band, with a chain of the texts that have it.
// Nearly every look goes to memory that no cache holds: what many keys need is asked for before any of it is looked at.

internal import CVectorShim

struct BandTable {
  /// The hash in the upper half; in the lower one more than the latest place, so that 0 is an empty slot.
  private var slots = [UInt64](repeating: 0, count: 64)
  /// For each place one more than the place before it under the same hash; 0 where it is the first.
  private var befores: [UInt32] = []
  private var used = 0

  /// Calls `body` with the places of all that were put under this key, the latest first.
  @inline(__always)
  func forEach(_ key: UInt32, _ body: (Int) -> Void) {
    slots.withUnsafeBufferPointer { follow(key, from: $0[Int(key) & ($0.count - 1)], $0, body) }
  }

  /// The same for many keys: calls `body` with the number of a key and a place.
  func forEach(of keys: UnsafeBufferPointer<UInt32>, _ body: (Int, Int) -> Void) {
    slots.withUnsafeBufferPointer { slots in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: keys.count) { firsts in
        for index in keys.indices { firsts[index] = slots[Int(keys[index]) & (slots.count - 1)] }
        for index in keys.indices where Self.key(firsts[index]) == keys[index] { prefetchBefore(firsts[index]) }
        for index in keys.indices { follow(keys[index], from: firsts[index], slots) { body(index, $0) } }
      }
    }
  }

  private func prefetchBefore(_ slot: UInt64) {
    guard slot != 0 else { return }
    befores.withUnsafeBufferPointer { befores in
      if let base = befores.baseAddress { spar_prefetch(base + Int(slot & 0xFFFF_FFFF) - 1) }
    }
  }

  @inline(__always)
  private func follow(
    _ key: UInt32, from first: UInt64, _ slots: UnsafeBufferPointer<UInt64>, _ body: (Int) -> Void
  ) {
    var slot = first, number = Int(key)
    while slot != 0, Self.key(slot) != key {
      number += 1
      slot = slots[number & (slots.count - 1)]
    }
    var place = Int(slot & 0xFFFF_FFFF)
    while place > 0 {
      body(place - 1)
      place = Int(befores[place - 1])
    }
  }

  /// Its place is the number of those that were put before.
  mutating func put(_ key: UInt32) {
    reserve(1)
    let before = slots.withUnsafeMutableBufferPointer { Self.put(key, befores.count, in: $0) }
    if before == 0 { used += 1 }
    befores.append(before)
  }

  /// Puts many keys, in their order.
  mutating func put(_ keys: [UInt32]) {
    for start in stride(from: 0, to: keys.count, by: 128) { put(keys[start..<min(start + 128, keys.count)]) }
  }

  private mutating func put(_ keys: ArraySlice<UInt32>) {
    reserve(keys.count)
    let first = befores.count
    let added = slots.withUnsafeMutableBufferPointer { slots in
      if let base = slots.baseAddress { for key in keys { spar_prefetch(base + (Int(key) & (slots.count - 1))) } }
      return keys.enumerated().map { Self.put($1, first + $0, in: slots) }
    }
    used += added.count { $0 == 0 }
    befores += added
  }

  /// - Returns: one more than the place before it under the same key, or 0.
  @inline(__always)
  private static func put(_ key: UInt32, _ place: Int, in slots: UnsafeMutableBufferPointer<UInt64>) -> UInt32 {
    let slot = slot(of: key, slots)
    defer { slots[slot] = UInt64(key) << 32 | UInt64(place + 1) }
    return UInt32(truncatingIfNeeded: slots[slot])
  }

  @inline(__always)
  private static func key(_ slot: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: slot >> 32) }

  /// Where it is, or would be.
  @inline(__always)
  private static func slot(of key: UInt32, _ slots: UnsafeMutableBufferPointer<UInt64>) -> Int {
    let mask = slots.count - 1
    var slot = Int(key) & mask
    while slots[slot] != 0, Self.key(slots[slot]) != key { slot = (slot + 1) & mask }
    return slot
  }

  /// Makes the table so large that half of its slots stay empty: most looks then end at the first.
  private mutating func reserve(_ count: Int) {
    guard (used + count) * 2 > slots.count else { return }
    var size = slots.count
    while (used + count) * 2 > size { size *= 2 }
    var larger = [UInt64](repeating: 0, count: size)
    larger.withUnsafeMutableBufferPointer { larger in
      for slot in slots where slot != 0 { larger[Self.slot(of: Self.key(slot), larger)] = slot }
    }
    slots = larger
  }
}
