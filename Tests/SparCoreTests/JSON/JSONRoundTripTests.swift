// Whatever is written reads back as the same value and the same bytes.

import SparCore
import Testing

@Suite("JSON there and back")
struct JSONRoundTripTests {
  @Test("a thousand random values read back as they were", arguments: [1, 2, 3] as [UInt64])
  func random(seed: UInt64) throws {
    var draws = RandomJSON(seed: seed)
    for _ in 0..<1000 {
      let value = draws.value(depth: 4)
      let read = try JSON(parsing: value.bytes)
      #expect(read == value)
      #expect(read.bytes == value.bytes)
    }
  }

  @Test("every character reads back as it was")
  func everyScalar() throws {
    for plane in 0..<17 as Range<UInt32> {
      let scalars = (plane << 16..<(plane + 1) << 16).compactMap(Unicode.Scalar.init)
      let text = String(String.UnicodeScalarView(scalars))
      let read = try #require(try JSON(parsing: JSON.string(text).bytes).string)
      #expect(read.utf8.elementsEqual(text.utf8), "plane \(plane)")
    }
  }
}

/// Random values with everything in them that is hard to write or to read.
private struct RandomJSON {
  private var draws: SeededRandom

  init(seed: UInt64) { draws = SeededRandom(seed: seed) }

  mutating func value(depth: Int) -> JSON {
    switch draws.index(below: depth > 0 ? 8 : 6) {
    case 0: .null
    case 1: .bool(draws.index(below: 2) == 0)
    case 2: .int(Int64(bitPattern: draws.next()))
    case 3: .double(double())
    case 4, 5: .string(text())
    case 6: .array((0..<draws.index(below: 6)).map { _ in value(depth: depth - 1) })
    default: .object(JSONObject((0..<draws.index(below: 6)).map { _ in (text(), value(depth: depth - 1)) }))
    }
  }

  private mutating func double() -> Double {
    let double = Double(bitPattern: draws.next())
    return double.isFinite ? double : 0.5
  }

  private mutating func text() -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<draws.index(below: 12) { text.append(scalar()) }
    return String(text)
  }

  private mutating func scalar() -> Unicode.Scalar {
    let bounds = [0x20, 0x80, 0x100, 0x3000, 0x110000]
    let bound = bounds[draws.index(below: bounds.count)]
    return Unicode.Scalar(UInt32(draws.index(below: bound))) ?? "\u{2028}"
  }
}
