// Verdicts without scores, as judges write them.

import SparCore
import Testing

@testable import SparPrompts

@Suite("Replies with one verdict") struct PairReplyTests {
  private func preference(_ reply: String, _ form: ReplyFormat) throws -> SeatPreference? {
    guard case .pair(let reply) = try form.parse(reply) else { return nil }
    return reply.preference
  }

  @Test(
    "the label that a reply comes to is read",
    arguments: [
      ("[[A]]", .first), ("Reasons.\n\n[[B]]", .second), ("**[[C]]**", .tie), ("[[ a ]]", .first),
      ("<think>[[B]] at first</think>\n[[A]]", .first),
      ("I may write \"[[A]]\", \"[[B]]\" or \"[[C]]\".\n[[B]]", .second),
      ("At first [[A]], but no.\nMy final verdict is: [[B]]", .second),
      ("First verdict: [[A]]\nOn reflection.\nFinal verdict: [[C]]", .tie),
      ("[[A]] it is. Again: [[A]]", .first), ("Verdict: `[[A]]`", .first), ("```\n[[B]]\n```", .second),
      ("The code x[[1]] works.\n[[A]]", .first),
    ] as [(String, SeatPreference)])
  func pair(reply: String, expected: SeatPreference) throws {
    #expect(try preference(reply, .pair) == expected)
  }

  @Test(
    "what names no label, or several, is unparsed",
    arguments: [
      "", "A", "A is better.", "[A]", "[[D]]", "[[A]] or [[B]]", "[[A]]\n[[B]]", "Final verdict: [[A]] … [[B]]",
      "Final verdict: [[A]]\n[[B]]", "\"[[A]]\" or \"[[B]]\"", "<think>[[A]]", "[[A", "```\ncode\n[[A]]\n```\nDone.",
      "[[A>B]]",
    ])
  func noPair(reply: String) {
    #expect(throws: PromptError.self) { try preference(reply, .pair) }
  }

  @Test(
    "five labels tell clear wins from slight ones, whichever way they are written",
    arguments: [
      ("[[A>>B]]", .muchFirst), ("[[A > B]]", .first), ("[[A=B]]", .tie), ("[[B>A]]", .second),
      ("Verdict: [[B>>A]]", .muchSecond), ("[[A<<B]]", .muchSecond), ("[[B<A]]", .first),
    ] as [(String, SeatPreference)])
  func fiveWay(reply: String, expected: SeatPreference) throws {
    #expect(try preference(reply, .fiveWay) == expected)
    #expect(throws: PromptError.self) { try preference("[[A]]", .fiveWay) }
    #expect(throws: PromptError.self) { try preference("[[A>B]] [[A>>B]]", .fiveWay) }
  }

  @Test(
    "sentences are read as a whole: a denial, a doubt and a comparison of one aspect are no verdict",
    arguments: [
      ("Therefore, Output (a) is better.", .first), ("Response b is better!", .second), ("**Output (b)**", .second),
      ("Both do.\nNeither is better.", .tie), ("I think that \"Response (a) is better.\"", .first),
      ("Neither Output (a) nor Output (b) is better.", nil), ("It is not so that Output (a) is better.", nil),
      ("Output (a) is better at rhymes.", nil),
      ("Therefore, on balance, Output (b) is better as it rhymes.", .second),
      ("Output (a) is better.\nTherefore, Output (b) is better as it rhymes.", nil),
      ("Output (a) is better. Output (b) is better.", nil),
      ("I wonder whether Output (a) is better.", nil), ("The other output is better.", nil), ("a", nil),
    ] as [(String, SeatPreference?)])
  func sentences(reply: String, expected: SeatPreference?) {
    #expect((try? preference(reply, .sentence)) == expected)
  }

  @Test("one letter is a verdict, anything beside it is none")
  func token() throws {
    for reply in ["A", " A\n", "A.", "[[A]]", "**A**", "a"] { #expect(try preference(reply, .token) == .first) }
    #expect(try preference("B", .token) == .second)
    for reply in ["C", "AB", "A B", "A is better", "", "?"] {
      #expect(throws: PromptError.self) { try preference(reply, .token) }
    }
  }

  @Test("the reasons are what is left of the reply without its labels")
  func explanation() throws {
    guard case .pair(let reply) = try ReplyFormat.pair.parse("A is right.\n\n[[A]]") else { return }
    #expect(reply.explanation == "A is right.")
  }
}
