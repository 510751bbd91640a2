// Reads JSON: simdjson parses to its tape, this file turns the tape into `JSON`.

internal import CSimdjsonShim

/// Why a text is not JSON.
package struct JSONError: Error, CustomStringConvertible {
  package let description: String
}

extension JSON {
  /// Parses one JSON document (RFC 8259), UTF-8.
  package init(parsing bytes: [UInt8]) throws(JSONError) {
    self = try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in try JSON(parsing: buffer) }
  }

  package init(parsing text: String) throws(JSONError) {
    try self.init(parsing: Array(text.utf8))
  }

  package init(parsing buffer: UnsafeBufferPointer<UInt8>) throws(JSONError) {
    let parsed = spar_json_parse(buffer.baseAddress, buffer.count)
    guard let words = parsed.tape, let strings = parsed.strings else {
      throw JSONError(description: parsed.error.map { String(cString: $0) } ?? "not JSON")
    }
    var reader = TapeReader(words: words, strings: strings)
    self = reader.value()
  }
}

/// Walks simdjson's tape: a root word first, then each value; containers hold the index past their end.
private struct TapeReader {
  let words: UnsafePointer<UInt64>
  let strings: UnsafePointer<UInt8>
  var index = 1

  mutating func value() -> JSON {
    let word = words[index]
    index += 1
    switch UInt8(word >> 56) {
    case UInt8(ascii: "\""): return .string(string(at: word & 0xFF_FFFF_FFFF_FFFF))
    case UInt8(ascii: "{"): return object(word)
    case UInt8(ascii: "["): return array(word)
    case UInt8(ascii: "l"): return .int(Int64(bitPattern: next()))
    case UInt8(ascii: "u"): return .double(Double(next()))  // only for values above Int64.max
    case UInt8(ascii: "d"): return .double(Double(bitPattern: next()))
    case UInt8(ascii: "t"): return .bool(true)
    case UInt8(ascii: "f"): return .bool(false)
    default: return .null
    }
  }

  private mutating func next() -> UInt64 {
    defer { index += 1 }
    return words[index]
  }

  private mutating func array(_ word: UInt64) -> JSON {
    let (count, end) = extent(word)
    var elements: [JSON] = []
    elements.reserveCapacity(count)
    while index < end - 1 { elements.append(value()) }
    index = end
    return .array(elements)
  }

  private mutating func object(_ word: UInt64) -> JSON {
    let (count, end) = extent(word)
    var members: [JSONObject.Member] = []
    members.reserveCapacity(count)
    while index < end - 1 {
      let key = string(at: next() & 0xFF_FFFF_FFFF_FFFF)
      members.append(JSONObject.Member(key: key, value: value()))
    }
    index = end
    return .object(JSONObject(members: members))
  }

  /// How many elements or members a container has (at most 2²⁴ − 1 are counted), and the index past its end.
  private func extent(_ word: UInt64) -> (count: Int, end: Int) {
    (Int(word >> 32 & 0xFF_FFFF), Int(word & 0xFFFF_FFFF))
  }

  private func string(at offset: UInt64) -> String {
    let start = strings + Int(offset)
    let length = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
    return String(decoding: UnsafeBufferPointer(start: start + 4, count: Int(length)), as: UTF8.self)
  }
}
