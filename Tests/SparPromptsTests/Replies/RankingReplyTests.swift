// Rankings of several responses, as judges write them, and the probabilities of one-letter replies.

import SparCore
import Testing

@testable import SparPrompts

@Suite("Replies with a ranking") struct RankingReplyTests {
  private func ranking(_ reply: String) throws -> RankingReply? {
    guard case .ranking(let reply) = try ReplyFormat.ranking.parse(reply) else { return nil }
    return reply
  }

  @Test("JSON with shared ranks, scores and reasons is read; places count from 0")
  func json() throws {
    let reply = try ranking(#"{"explanation": "Why.", "scores": [9, 2.5, 9], "ranking": [[1, 3], 2]}"#)
    #expect(reply == RankingReply(ranks: [[0, 2], [1]], scores: [9, 2.5, 9], explanation: "Why."))
    #expect(try ranking(#"{"ranking": "2 > 1 = 3"}"#)?.ranks == [[1], [0, 2]])
    #expect(try ranking("Two is best.\n\n[[2 > 1 > 3]]")?.ranks == [[1], [0], [2]])
  }

  @Test(
    "a ranking that leaves one out, repeats one, or contradicts its scores or itself is unparsed",
    arguments: [
      #"{"ranking": [1, 3]}"#, #"{"ranking": [1, 1, 2]}"#, #"{"ranking": [0, 1]}"#, #"{"ranking": []}"#,
      #"{"ranking": [1]}"#, #"{"ranking": ["one", "two"]}"#, #"{"ranking": [1, 2], "scores": [3, 8]}"#,
      #"{"ranking": [1, 2], "scores": [8]}"#, #"{"ranking": [1, 2], "scores": [11, 2]}"#,
      #"{"ranking": [1, 2]} {"ranking": [2, 1]}"#, "[[1 > 2]] or [[2 > 1]]", "First the second, then the first.", "",
      #"{"ranking": [1, 2], "scores": [8, "low"]}"#, "1 > 2",
    ])
  func unparsed(reply: String) {
    #expect(throws: PromptError.self) { try ranking(reply) }
  }

  @Test("the preference is the share of A in the probability of A and B")
  func token() throws {
    // e^-0.2231 = 0.8, e^-1.6094 = 0.2.
    let logprobs = try JSON(
      parsing: Array(
        #"""
        [{"token": "A", "logprob": -0.22314355, "top_logprobs": [{"token": "A", "logprob": -0.22314355},
          {"token": "B", "logprob": -1.6094379}, {"token": "The", "logprob": -9}]}]
        """#.utf8))
    let share = try #require(TokenPreference.ofFirst(in: logprobs))
    #expect(abs(share - 0.8) < 1e-6)
  }

  @Test("without a letter or with a number that is none there is no preference")
  func noToken() throws {
    #expect(TokenPreference.ofFirst(in: .null) == nil)
    #expect(TokenPreference.ofFirst(in: [["token": "The", "logprob": -1]]) == nil)
    #expect(TokenPreference.ofFirst(in: [["token": "A", "logprob": "high"]]) == nil)
    #expect(TokenPreference.ofFirst(in: [["token": " B", "logprob": -0.1]]) == 0)
  }
}
