// What is JSON and what is not, by RFC 8259 and the cases of the JSON Parsing Test Suite (N. Seriot, 2016).

import SparCore
import Testing

@Suite("Reading JSON")
struct JSONReaderTests {
  @Test(
    "every form of a value is read",
    arguments: [
      ("null", .null), (" true ", true), ("\tfalse\r\n", false), ("0", 0), ("-0", 0), ("-1", -1), ("\"\"", ""),
      ("[]", []),
      ("{}", [:]), ("[ ]", []), ("[null,1,\"1\",{}]", [nil, 1, "1", [:]]), ("{\"a\":{\"b\":[1]}}", ["a": ["b": [1]]]),
      ("{\"\":0}", ["": 0]), ("[1.5e+2]", [150.0]), ("[1E-2]", [0.01]),
    ] as [(String, JSON)])
  func values(text: String, value: JSON) throws {
    #expect(try JSON(parsing: text) == value)
  }

  @Test(
    "what is not JSON is refused",
    arguments: [
      "", " ", "nul", "True", "[1,]", "[,1]", "[1 2]", "[1", "]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "{\"a\":1",
      "['a']",
      "\"open", "[01]", "[+1]", "[.5]", "[1.]", "[1e]", "[0x1]", "[NaN]", "[Infinity]", "[-]", "1 2", "[1] x", "/*c*/1",
      "[\"\\x\"]", "[\"\\u12\"]", "[\"\\u12g4\"]", "[\"a\u{0}b\"]", "[\"a\nb\"]", "[\"a\tb\"]",
    ])
  func refused(text: String) {
    #expect(throws: JSONError.self) { try JSON(parsing: text) }
  }

  @Test("escapes stand for their characters")
  func escapes() throws {
    let text = #""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\uD834\uDD1E""#
    #expect(try JSON(parsing: text).string == "\"\\/\u{8}\u{C}\n\r\tA\u{E9}\u{20AC}\u{1D11E}")
  }

  @Test("an escaped zero is a character like others")
  func zero() throws {
    #expect(try JSON(parsing: #""a\u0000b""#).string == "a\u{0}b")
  }

  @Test("half of a surrogate pair is refused", arguments: [#""\uD834""#, #""\uDD1E""#, #""\uD834\u0041""#])
  func loneSurrogates(text: String) {
    #expect(throws: JSONError.self) { try JSON(parsing: text) }
  }

  @Test(
    "invalid UTF-8 is refused",
    arguments: [
      [0xFF], [0x80], [0xC3], [0xC0, 0x80], [0xE2, 0x82], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80],
      [0xF8, 0x88, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func invalidUTF8(bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSON(parsing: [0x22] + bytes + [0x22]) }
  }

  @Test(
    "integers stay integers up to 64 bits",
    arguments: [
      ("9007199254740993", 9_007_199_254_740_993), ("-9007199254740993", -9_007_199_254_740_993),
      ("9223372036854775807", .max), ("-9223372036854775808", .min),
    ] as [(String, Int64)])
  func integers(text: String, number: Int64) throws {
    #expect(try JSON(parsing: text) == .int(number))
  }

  @Test("integers above 64 signed bits become doubles")
  func largeIntegers() throws {
    #expect(try JSON(parsing: "9223372036854775808") == .double(0x1p63))
    #expect(try JSON(parsing: "18446744073709551615") == .double(0x1p64))
  }

  @Test("of a repeated key the first value counts, and the key is named")
  func duplicateKeys() throws {
    let value = try JSON(parsing: #"{"a":1,"b":2,"a":3}"#)
    #expect(value["a"] == 1)
    #expect(value.object?.duplicateKeys == ["a"])
    #expect(value.object?.keys == ["a", "b", "a"])
  }

  @Test("members keep their written order")
  func order() throws {
    #expect(try JSON(parsing: #"{"z":1,"a":2,"m":3}"#).object?.keys == ["z", "a", "m"])
  }

  @Test("a thousand levels are read; a hundred thousand are refused, not crashed on")
  func nesting() throws {
    func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    var value = try JSON(parsing: nested(1000))
    var depth = 1
    while let inner = value[0] {
      value = inner
      depth += 1
    }
    #expect(depth == 1000)
    #expect(throws: JSONError.self) { try JSON(parsing: nested(100_000)) }
  }

  @Test("documents of every size are read whole, one after another")
  func sizes() throws {
    for count in [1, 300_000, 2] {
      let text = "[" + Array(repeating: "\"four\"", count: count).joined(separator: ",") + "]"
      #expect(try JSON(parsing: text).array == Array(repeating: "four", count: count))
    }
  }
}
