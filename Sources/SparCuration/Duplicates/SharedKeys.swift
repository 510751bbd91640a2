// Which keys of a batch another of its texts may have too: most have none in common, and need not be looked for in order.

struct SharedKeys {
  /// Band by band, one for each text.
  private var flags: [Bool]
  private let count: Int

  /// Looks through the bands on all cores.
  init(_ parts: [Sketches], bands: Int) {
    count = parts.reduce(0) { $0 + $1.count }
    flags = [Bool](repeating: false, count: count * bands)
    guard count > 1 else { return }
    let count = count
    flags.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let flags = buffer
      Cores.forEachPart(of: bands, size: count < 64 ? bands : 1) { bands in
        for band in bands { Self.mark(parts, band, UnsafeMutableBufferPointer(rebasing: flags[(band * count)...])) }
      }
    }
  }

  /// `false`: no other text has this key for sure. It is `true` for one in 16 of those too.
  func may(_ text: Int, band: Int) -> Bool { flags[band * count + text] }

  private static func mark(_ parts: [Sketches], _ band: Int, _ flags: UnsafeMutableBufferPointer<Bool>) {
    let count = parts.reduce(0) { $0 + $1.count }
    var once = KeyFilter(for: count), again = once
    for part in parts {
      part.withKeys(of: band) { for key in $0 where !once.insert(key) { _ = again.insert(key) } }
    }
    var text = 0
    for part in parts {
      part.withKeys(of: band) { keys in
        for key in keys {
          flags[text] = again.contains(key)
          text += 1
        }
      }
    }
  }
}

/// A set of keys, by a bit for each of their lower halves: now and then it has one that was not put.
private struct KeyFilter {
  private var words: [UInt64]

  /// - Parameter count: keys; there are 16 times as many bits, or more.
  init(for count: Int) {
    var size = 1
    while size * 4 < count { size *= 2 }
    words = [UInt64](repeating: 0, count: size)
  }

  /// - Returns: whether it was not there.
  @inline(__always)
  mutating func insert(_ key: UInt32) -> Bool {
    let (word, bit) = place(of: key)
    defer { words[word] |= bit }
    return words[word] & bit == 0
  }

  @inline(__always)
  func contains(_ key: UInt32) -> Bool {
    let (word, bit) = place(of: key)
    return words[word] & bit != 0
  }

  @inline(__always)
  private func place(of key: UInt32) -> (Int, UInt64) { (Int(key >> 6) & (words.count - 1), 1 << UInt64(key & 63)) }
}
