// The bytes of JSON: one value, one spelling, one line.

import SparCore
import Testing

@Suite("Writing JSON")
struct JSONWriterTests {
  @Test("a value is written compactly, members in their order")
  func compact() {
    let value: JSON = ["z": [1, -2, 2.5, true, false, nil], "a": [:], "list": []]
    #expect(value.text == #"{"z":[1,-2,2.5,true,false,null],"a":{},"list":[]}"#)
  }

  @Test(
    "quotes, backslashes and control characters are escaped",
    arguments: [
      ("\"", #""\"""#), ("\\", #""\\""#), ("\n", #""\n""#), ("\r", #""\r""#), ("\t", #""\t""#), ("\u{0}", #""\u0000""#),
      ("\u{8}", #""\u0008""#), ("\u{1B}", #""\u001b""#), ("\u{1F}", #""\u001f""#), ("/", #""/""#),
      ("\u{7F}", "\"\u{7F}\""),
      ("say \"hi\"\n", #""say \"hi\"\n""#),
    ])
  func escapes(text: String, written: String) {
    #expect(JSON.string(text).text == written)
  }

  @Test(
    "characters at which some readers split lines are escaped, their neighbours are not",
    arguments: [
      ("\u{85}", #""\u0085""#), ("\u{2028}", #""\u2028""#), ("\u{2029}", #""\u2029""#), ("\u{84}", "\"\u{84}\""),
      ("\u{86}", "\"\u{86}\""), ("\u{2027}", "\"\u{2027}\""), ("\u{202A}", "\"\u{202A}\""), ("\u{105}", "\"\u{105}\""),
      ("a\u{2028}b\u{85}", #""a\u2028b\u0085""#),
    ])
  func lineSeparators(text: String, written: String) {
    #expect(JSON.string(text).bytes == Array(written.utf8))
  }

  @Test("characters outside ASCII stand as they are")
  func unicode() {
    #expect(JSON.string("é€𝄞").bytes == Array("\"é€𝄞\"".utf8))
    #expect(JSON.string("e\u{301}").bytes == [0x22, 0x65, 0xCC, 0x81, 0x22])
  }

  @Test(
    "doubles take their shortest form that reads back the same",
    arguments: [
      (0.1, "0.1"), (0.1 + 0.2, "0.30000000000000004"), (100, "100.0"), (-0.0, "-0.0"), (1e21, "1e+21"),
      (.leastNonzeroMagnitude, "5e-324"), (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
      (1.0 / 3, "0.3333333333333333"),
    ] as [(Double, String)])
  func doubles(number: Double, written: String) {
    #expect(JSON.double(number).text == written)
  }

  @Test("numbers that JSON does not have become null", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(number: Double) {
    #expect(JSON.double(number).text == "null")
  }

  @Test("integers are written whole", arguments: [Int64.min, -1, 0, 9_007_199_254_740_993, .max])
  func integers(number: Int64) {
    #expect(JSON.int(number).text == "\(number)")
  }

  @Test("a number is written as Swift describes it")
  func numbers() {
    let tenths = (0...120).map { Double($0) / 10 } + (0...120).map { Double($0) * 0.1 }
    let others = [-0.0, -0.1, 0.05, 0.25, 0.1.nextUp, 0.7.nextDown, 9.9.nextUp, 10, 1e-5, 1e16, 1e300, .pi]
    for number in tenths + others { #expect(JSON.double(number).text == number.description) }
  }
}
