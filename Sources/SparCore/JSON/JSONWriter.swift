// Writes JSON as UTF-8 bytes: compact, members in their order, so that the same value gives the same bytes.

/// Appends JSON to a byte buffer.
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() { bytes.reserveCapacity(Self.usualCount) }

  /// Room for most of what is written, so that the buffer seldom grows.
  private static let usualCount = 1024

  package mutating func write(_ value: JSON) {
    switch value {
    case .null: write(raw: "null")
    case .bool(let value): write(raw: value ? "true" : "false")
    case .int(let value): write(raw: String(value))
    case .double(let value): write(value)
    case .string(let value): write(value)
    case .array(let elements): write(elements)
    case .object(let object): write(object)
    }
  }

  /// Text that is JSON already: punctuation, a prepared fragment.
  package mutating func write(raw text: String) {
    var text = text
    text.withUTF8 { utf8 in bytes.append(contentsOf: utf8) }
  }

  /// A number; JSON has no infinities and no NaN, which become null.
  package mutating func write(_ value: Double) {
    if let tenths = value.tenths { return write(tenths: tenths) }
    write(raw: value.isFinite ? value.description : "null")
  }

  /// As Swift describes it: parameters of a call are such numbers, and this is ten times as fast.
  private mutating func write(tenths: UInt8) {
    bytes.append(UInt8(ascii: "0") + tenths / 10)
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") + tenths % 10)
  }

  package mutating func write(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in append(escaping: utf8) }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func write(_ elements: [JSON]) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(element)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func write(_ object: JSONObject) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in object.members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(member.key)
      bytes.append(UInt8(ascii: ":"))
      write(member.value)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Copies runs of plain bytes at once; only quotes, backslashes, control characters and the line separators
  /// that some readers split at (U+0085, U+2028, U+2029) are written as escapes.
  private mutating func append(escaping utf8: UnsafeBufferPointer<UInt8>) {
    var plain = 0
    var index = 0
    while index < utf8.count {
      if index + 8 <= utf8.count,
        Self.arePlain(UnsafeRawBufferPointer(utf8).loadUnaligned(fromByteOffset: index, as: UInt64.self))
      {
        index += 8
        continue
      }
      if Self.isPlain(utf8[index]) {
        index += 1
        continue
      }
      guard let (escape, length) = escape(at: index, in: utf8) else {
        index += 1
        continue
      }
      bytes.append(contentsOf: utf8[plain..<index])
      write(raw: escape)
      index += length
      plain = index
    }
    bytes.append(contentsOf: utf8[plain...])
  }

  /// Whether a byte never begins an escape.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0xC2 && byte != 0xE2
  }

  /// The same of eight bytes at once: never true where it is false of one of them, and seldom false otherwise.
  private static func arePlain(_ bytes: UInt64) -> Bool {
    let controls = (bytes &- 0x2020_2020_2020_2020) & ~bytes
    let others =
      places(of: 0x2222_2222_2222_2222, in: bytes) | places(of: 0x5C5C_5C5C_5C5C_5C5C, in: bytes)
      | places(of: 0xC2C2_C2C2_C2C2_C2C2, in: bytes) | places(of: 0xE2E2_E2E2_E2E2_E2E2, in: bytes)
    return (controls | others) & 0x8080_8080_8080_8080 == 0
  }

  /// Sets the high bit of every byte that is the repeated one of `pattern`, and perhaps of bytes above the first such.
  private static func places(of pattern: UInt64, in bytes: UInt64) -> UInt64 {
    let zeros = bytes ^ pattern
    return (zeros &- 0x0101_0101_0101_0101) & ~zeros
  }

  private func escape(at index: Int, in utf8: UnsafeBufferPointer<UInt8>) -> (String, Int)? {
    switch utf8[index] {
    case UInt8(ascii: "\""): return ("\\\"", 1)
    case UInt8(ascii: "\\"): return ("\\\\", 1)
    case 0x0A: return ("\\n", 1)
    case 0x0D: return ("\\r", 1)
    case 0x09: return ("\\t", 1)
    case let byte where byte < 0x20:
      let hex = String(byte, radix: 16)
      return ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex, 1)
    case 0xC2 where index + 1 < utf8.count && utf8[index + 1] == 0x85: return ("\\u0085", 2)
    case 0xE2 where index + 2 < utf8.count && utf8[index + 1] == 0x80 && utf8[index + 2] & 0xFE == 0xA8:
      return (utf8[index + 2] == 0xA8 ? "\\u2028" : "\\u2029", 3)
    default: return nil
    }
  }
}

extension Double {
  /// The number times ten, where it is one of 0.0, 0.1 … 9.9.
  fileprivate var tenths: UInt8? {
    guard self >= 0, self < 10, sign == .plus else { return nil }
    let tenths = (self * 10).rounded()
    // A shorter text for the same number there is not, so that it is the one that Swift writes.
    return tenths < 100 && tenths / 10 == self ? UInt8(tenths) : nil
  }
}

extension JSON {
  /// The value as compact JSON in UTF-8.
  package var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.write(self)
    return writer.bytes
  }

  /// The value as compact JSON.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}
