// What a terminal sends for a key → the key's name.

struct KeyDecoder {
  private var bytes: [UInt8] = []

  mutating func add(_ more: some Sequence<UInt8>) { bytes += more }

  /// The first key; `nil` where none is whole.
  mutating func next() -> String? {
    guard let first = bytes.first else { return nil }
    if first == 0x1B { return escape() }
    if let name = Self.controls[first] {
      bytes.removeFirst()
      return name
    }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard bytes.count >= length else { return nil }
    defer { bytes.removeFirst(length) }
    return String(decoding: bytes.prefix(length), as: UTF8.self)
  }

  /// A sequence, or the key Escape, which is followed by nothing at once.
  private mutating func escape() -> String? {
    guard bytes.count > 1, [UInt8(ascii: "["), UInt8(ascii: "O")].contains(bytes[1]) else {
      bytes.removeFirst()
      return "escape"
    }
    guard let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
    defer { bytes.removeFirst(end + 1) }
    return Self.sequences[String(decoding: bytes[2...end], as: UTF8.self)] ?? "unknown"
  }

  private static let controls: [UInt8: String] = [0x04: "q", 0x09: "tab", 0x0A: "enter", 0x0D: "enter", 0x7F: "pageup"]
  private static let sequences = [
    "A": "up", "B": "down", "H": "home", "F": "end", "1~": "home", "4~": "end", "5~": "pageup", "6~": "pagedown",
  ]
}
