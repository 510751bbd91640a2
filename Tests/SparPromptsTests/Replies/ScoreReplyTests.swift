// Scores of single responses, as judges write them.

import Testing

@testable import SparPrompts

@Suite("Replies with one score") struct ScoreReplyTests {
  private func score(_ reply: String) throws -> Double? {
    guard case .score(let reply) = try ReplyFormat.score.parse(reply) else { return nil }
    return reply.score
  }

  @Test(
    "the forms of models are read",
    arguments: [
      (#"{"explanation": "Fine.", "score": 7.5}"#, 7.5), ("Here:\n```json\n{\"score\": \"8\"}\n```", 8),
      ("Right, but short.\n\nScore: 6", 6), ("**Score:** 9/10", 9), ("Score: [[4]]", 4), ("10", 10), ("3.5.", 3.5),
      ("<think>Score: 2, or 3?\nScore: 2\n</think>\nScore: 5", 5), ("Score: 7\nIndeed.\nScore = 7", 7),
    ])
  func read(reply: String, expected: Double) throws {
    #expect(try score(reply) == expected)
  }

  @Test(
    "what holds no number, or two of them, is unparsed and never a zero",
    arguments: [
      "A good response.", "One of the 10 best.", "Score: high", "Score: 3\nScore: 8", #"{"score": 11}"#,
      #"{"score": null}"#, #"{"score": 0}"#, #"{"score": 4} or {"score": 5}"#, "", "7 out of 9",
    ])
  func unparsed(reply: String) {
    #expect(throws: PromptError.self) { try score(reply) }
  }
}
