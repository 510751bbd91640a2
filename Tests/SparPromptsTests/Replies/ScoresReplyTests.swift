// Replies that are verdicts. A verdict that cannot be read is never a tie (method §4.2).

import SparCore
import Testing

@testable import SparPrompts

@Suite("Score replies") struct ScoresReplyTests {
  @Test(
    "scores are read from JSON and from labelled lines",
    arguments: [
      #"{"first": 7, "second": 5, "explanation": "why"}"#,
      #"{"explanation": "why", "ranking": "first", "first": 7.0, "second": 5}"#,
      "```json\n{\"first\": \"7\", \"second\": \"5/10\", \"explanation\": \"why\"}\n```", "why\n\nFirst: 7\nSecond: 5",
      "why\n**First:** 7/10\n**Second**: 5/10", "why\n- First response: 7.0\n- Second response = 5.",
      "why\nFirst: 7, Second: 5",
      "why\n[[7]] [[5]]", "Scores: [[7]], [[5]]\nwhy", "why\nFirst: [[7]]\nSecond: [[5]]", "FIRST: 7\nSECOND: 5\nwhy",
      "<think>First: 1\nSecond: 9</think>why\nFirst: 7\nSecond: 5", "First: 7\nSecond: 5\nwhy\nFirst: 7\nSecond: 5",
      "{\"first\": 7, \"second\": 5}\nwhy", "why\n```json\n{\"first\": 7, \"second\": 5}\n```",
      "{\"First\": 7, \"Second\": 5, \"explanation\": \"why\"}",
    ])
  func read(reply: String) {
    #expect(parsed(.scores, reply) == .scores(ScoresReply(first: 7, second: 5, explanation: "why")))
  }

  @Test("decimals and ties are scores")
  func decimals() {
    #expect(parsed(.scores, #"{"first": 6.5, "second": 6.5}"#) == .scores(ScoresReply(first: 6.5, second: 6.5)))
    #expect(parsed(.scores, "First: 10\nSecond: 1") == .scores(ScoresReply(first: 10, second: 1)))
  }

  @Test(
    "a verdict that is missing, half, outside 1 to 10 or contradicts itself is unparsed",
    arguments: [
      "", "The first response is better.", "First: 7", #"{"first": 7}"#, #"{"first": 7, "second": null}"#,
      #"{"first": 7, "second": 5, "first": 8}"#, "First: 7\nSecond: 5\nFirst: 8", "First: 11\nSecond: 5",
      #"{"first": 0, "second": 5}"#, #"{"first": -3, "second": 5}"#, "First: 7,5\nSecond: 5",
      "First: seven\nSecond: five",
      #"{"first": 7, "second": 5} or rather {"first": 5, "second": 7}"#, "[[7]]", "[[7]] [[5]]\n[[5]] [[7]]",
      #"{"ranking": "second", "first": 7, "second": 5}"#, "First: 7/100\nSecond: 5", "First: 1-10\nSecond: 1-10",
      "I give the first: 7 of the points it deserves and second: 5", "[[A]]", "{\"first\": 7, \"second\": ",
      #"{"first": true, "second": 5}"#, "First: nan\nSecond: inf",
    ])
  func unparsed(reply: String) { #expect(parsed(.scores, reply) == nil) }
}
