// The shingles of one text to look others up in. Its memory is used again for the next text.

struct ShingleSet {
  /// Twice as many as shingles, or more; 0 is an empty one.
  private var slots = [UInt64](repeating: 0, count: 256)
  private var mask = 0
  private(set) var count = 0

  /// Holds these and nothing else.
  mutating func fill(_ shingles: UnsafeBufferPointer<UInt64>) {
    clear(for: shingles.count)
    count = slots.withUnsafeMutableBufferPointer { slots in
      shingles.count { Self.insert($0, into: slots, mask) }
    }
  }

  /// The same, and moves the first of equal ones to the front. - Returns: how many are different.
  mutating func fill(moving shingles: UnsafeMutableBufferPointer<UInt64>) -> Int {
    clear(for: shingles.count)
    count = slots.withUnsafeMutableBufferPointer { slots in
      var count = 0
      for shingle in shingles where Self.insert(shingle, into: slots, mask) {
        shingles[count] = shingle
        count += 1
      }
      return count
    }
    return count
  }

  /// The Jaccard overlap with shingles that are all different; `nil` as soon as it cannot be `least` any more.
  func overlap(with other: UnsafeBufferPointer<UInt64>, least: Double) -> Double? {
    slots.withUnsafeBufferPointer { slots in
      var shared = 0
      for start in stride(from: 0, to: other.count, by: 16) {
        guard share(min(count, shared + other.count - start), other.count) >= least else { return nil }
        for index in start..<min(start + 16, other.count) where slots[Self.slot(of: other[index], slots, mask)] != 0 {
          shared += 1
        }
      }
      let overlap = share(shared, other.count)
      return overlap >= least ? overlap : nil
    }
  }

  private func share(_ shared: Int, _ other: Int) -> Double { Double(shared) / Double(count + other - shared) }

  private mutating func clear(for count: Int) {
    var size = 64
    while size < count * 2 { size *= 2 }
    mask = size - 1
    if slots.count < size { slots = [UInt64](repeating: 0, count: size) }
    slots.withUnsafeMutableBufferPointer { $0[..<size].update(repeating: 0) }
  }

  /// - Returns: whether it was not there.
  @inline(__always)
  private static func insert(_ shingle: UInt64, into slots: UnsafeMutableBufferPointer<UInt64>, _ mask: Int) -> Bool {
    let slot = slot(of: shingle, UnsafeBufferPointer(slots), mask)
    defer { slots[slot] = shingle }
    return slots[slot] == 0
  }

  /// Where it is, or would be.
  @inline(__always)
  private static func slot(of shingle: UInt64, _ slots: UnsafeBufferPointer<UInt64>, _ mask: Int) -> Int {
    var slot = Int(truncatingIfNeeded: shingle >> 1) & mask
    while slots[slot] != 0, slots[slot] != shingle { slot = (slot + 1) & mask }
    return slot
  }
}
