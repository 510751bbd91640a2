// Slips of the fingers.

import SparCore
import Testing

@Suite("Spelling")
struct SpellingTests {
  @Test(
    "distances are those of the textbooks",
    arguments: [
      ("kitten", "sitting", 3), ("saturday", "sunday", 3), ("flaw", "lawn", 2), ("", "abc", 3), ("abc", "", 3),
      ("", "", 0),
      ("same", "same", 0), ("transfrom", "transform", 1), ("Debate", "debate", 0),
      // Restricted: no piece is edited twice, or the distance would be 2.
      ("ca", "abc", 3),
    ])
  func distance(left: String, right: String, distance: Int) {
    #expect(Spelling.distance(left, right) == distance)
    #expect(Spelling.distance(right, left) == distance)
  }

  @Test("the nearest name is suggested; of two as near, the first of the alphabet")
  func nearest() {
    #expect(Spelling.nearest(to: "transfrom", in: ["instruct", "transform", "suggest"]) == "transform")
    #expect(Spelling.nearest(to: "tap", in: ["tip", "top"]) == "tip")
  }

  @Test("what is far from every name is no slip")
  func far() {
    #expect(Spelling.nearest(to: "banana", in: ["transform", "elo"]) == nil)
    #expect(Spelling.nearest(to: "x", in: [String]()) == nil)
  }
}
