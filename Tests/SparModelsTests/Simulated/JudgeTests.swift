// What the simulated judge rewards, and its noise and biases.

import Glibc
import SparCore
import SparModels
import Testing

@Suite("The simulated judge")
struct JudgeTests {
  private let question = "According to the passage, what was built in 1851 by the engineer Ada Field?"
  private let right = "The lighthouse at Cape Verrin was built in 1851 by the engineer Ada Field."
  private let wrong = "Two keepers lived in the tower at a time and were relieved every six weeks."

  private func score(_ text: String, _ instruction: String? = nil, judge: String = "judge?noise=0") throws -> Double {
    try PoolDriver.scores(judge, instruction ?? question, Passages.lighthouse, text, "It depends.").first
  }

  @Test("the right sentence beats the wrong one, and the wrong one beats nothing of use")
  func coverage() throws {
    #expect(try score(right) > score(wrong) + 4)
    #expect(try score(right) >= 9)
  }

  @Test("rambling and repetition cost points")
  func rambling() throws {
    #expect(try score(right + " Many penguins enjoy opera, whereas bicycles prefer cheese and thunder.") < score(right))
    #expect(try score(Array(repeating: right, count: 6).joined(separator: " ")) < score(right) - 1)
  }

  @Test("a demand met beats the same demand missed")
  func demands() throws {
    let asked = question + " Quote the sentence of the passage that supports your answer."
    #expect(try score("\(right) The sentence reads: \"\(right)\"", asked) > score(right, asked))
    let short = question + " Use at most 20 words."
    #expect(
      try score(right, short) > score(right + " That is how the passage itself tells it in its first sentence.", short))
  }

  @Test("a blank's right filling beats a wrong one")
  func filling() throws {
    let blank =
      "Fill in the blank with the words of the passage: \"Visitors must climb ____ steps to reach the gallery.\""
    #expect(try score("The missing part is 158.", blank) > score("The missing part is 34.", blank) + 2)
  }

  @Test("noise moves scores by its own deviation")
  func noise() throws {
    func deviation(_ judge: String) throws -> Double {
      let scores = try (0..<200).map { index in
        try PoolDriver.scores(judge, question, Passages.lighthouse, right + " And \(index).", wrong).second
      }
      let mean = scores.reduce(0, +) / 200
      return (scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 200).squareRoot()
    }
    #expect(try deviation("judge?noise=0") == 0)
    let quiet = try deviation("judge?noise=0.4"), loud = try deviation("judge?noise=1.2")
    #expect(quiet > 0.2 && loud > quiet * 1.5)
  }

  /// Mean score of the first seat less that of the second, over pairs seated both ways.
  private func firstSeatGain(_ judge: String) throws -> Double {
    var gain = 0.0
    for index in 0..<60 {
      let a = "\(wrong) \(right) (\(index))", b = "\(right) \(wrong) (\(index))"
      let ab = try PoolDriver.scores(judge, question, Passages.lighthouse, a, b)
      let ba = try PoolDriver.scores(judge, question, Passages.lighthouse, b, a)
      gain += (ab.first - ab.second + ba.first - ba.second) / 2
    }
    return gain / 60
  }

  @Test("position bias is what the name says, and nothing by default")
  func position() throws {
    #expect(try firstSeatGain("judge?noise=0") == 0)
    #expect(try abs(firstSeatGain("judge")) < 0.3)
    let gain = try firstSeatGain("judge?position=1")
    #expect((0.7...1.3).contains(gain))
    #expect(try firstSeatGain("judge?position=-1") < -0.7)
  }

  @Test("length bias favours the longer of two equally good responses, and is nothing by default")
  func length() throws {
    // Neither meets the demand, which leaves room above their scores.
    let instruction = question + " Quote the sentence of the passage that supports your answer."
    let short = right, long = right + " Field, lighthouse, Verrin, engineer, built, Ada, 1851: so it is."
    func gap(_ judge: String) throws -> Double {
      let scores = try PoolDriver.scores(judge, instruction, Passages.lighthouse, long, short)
      return scores.first - scores.second
    }
    let plain = try gap("judge?noise=0")
    #expect(try gap("judge?noise=0&length=2") > plain + 0.9)
    #expect(try gap("judge?noise=0&length=-2") < plain - 0.9)
    #expect(try gap("judge?noise=0&length=0") == plain)
  }

  @Test("the explanation says what was covered, and that a refusal was right or wrong")
  func explanation() throws {
    let inputs: [String: JSON] = [
      "instruction": .string(question), "passage": .string(Passages.lighthouse), "first": .string(right),
      "second": "The passage does not say this.", "answerability": "answerable",
    ]
    let reply = PoolDriver.object(try PoolDriver.ask("judge?noise=0&sloppy=0", "judge", "scores", inputs))
    #expect(
      reply["explanation"]?.string
        == "The first response covers 1 of 1 relevant point. The second response declines although the task can be done."
    )
    #expect(reply["ranking"] == "first")
  }

  private func verdict(_ form: String, _ first: String, _ second: String) throws -> ChatReply {
    let inputs: [String: JSON] = [
      "instruction": .string(question), "passage": .string(Passages.lighthouse), "first": .string(first),
      "second": .string(second), "answerability": "answerable", "form": .string(form),
      "responses": [.string(first), .string(second)],
    ]
    var request = PoolDriver.request("judge", form, inputs)
    if form == "token" { request.topLogprobs = 5 }
    return try SimulatedPool().answer(request, model: "judge?noise=0&sloppy=0")
  }

  @Test(
    "other forms of a verdict lean as the scores do",
    arguments: [
      ("pair", "[[A]]", "[[B]]", "[[C]]"), ("five-way", "[[A>>B]]", "[[B>>A]]", "[[A=B]]"),
      ("sentence", "Response (a) is better.", "Response (b) is better.", "Neither is better."),
      ("ranking", #""ranking":[1,2]"#, #""ranking":[2,1]"#, #""ranking":[[1,2]]"#),
    ])
  func forms(form: String, first: String, second: String, tie: String) throws {
    #expect(try verdict(form, right, wrong).text.contains(first))
    #expect(try verdict(form, wrong, right).text.contains(second))
    #expect(try verdict(form, right, right).text.contains(tie))
  }

  @Test("one letter comes with the probabilities of both, which sum to one")
  func token() throws {
    let reply = try verdict("token", wrong, right)
    let likely = try #require(reply.logprobs?[0]?["top_logprobs"]?.array)
    let probabilities = likely.compactMap { $0["logprob"]?.double }.map { exp($0) }
    #expect(reply.text == "B" && likely[0]["token"] == "B" && abs(probabilities.reduce(0, +) - 1) < 1e-9)
    #expect(probabilities[0] > 0.95)
    let equal = try verdict("token", right, right).logprobs?[0]?["logprob"]?.double ?? 0
    #expect(abs(exp(equal) - 0.5) < 1e-9)
  }
}
