// Latent skill shows: in scores, in battles, by type, by difficulty.

import SparCore
import SparModels
import Testing

@Suite("Latent skills")
struct SkillOrderTests {
  @Test("mean scores of the judge stand in the order of the latent skills, well apart")
  func order() throws {
    let tournament = try #require(Tournament.shared)
    let means = SimulatedModel.contenders.indices.map { tournament.meanScore($0) }
    for (weaker, stronger) in zip(means, means.dropFirst()) { #expect(stronger - weaker > 1) }
  }

  @Test("the weaker of two neighbours wins between 15 and 35 in a hundred battles", arguments: [0, 1, 2])
  func neighbours(weaker: Int) throws {
    let share = try #require(Tournament.shared).weakerShare(weaker, weaker + 1)
    #expect((0.15...0.35).contains(share))
  }

  @Test("the win rate of the apprentice is above the target band for some types and below it for others")
  func band() throws {
    let shares = try #require(Tournament.shared).shareByType(1).values.sorted()
    #expect(try #require(shares.first) < 0.25)
    #expect(try #require(shares.last) > 0.70)
    #expect(shares.count { (0.25...0.75).contains($0) } > shares.count / 2)
  }

  @Test("harder instructions are answered worse and easier ones better, by every contender", arguments: [0, 1, 2, 3])
  func difficulty(contender: Int) throws {
    let tournament = try #require(Tournament.shared)
    let plain = tournament.meanScore(contender, goal: "")
    #expect(tournament.meanScore(contender, goal: "harder") < plain)
    #expect(tournament.meanScore(contender, goal: "easier") > plain)
  }

  @Test("skill in the name outweighs the name")
  func parameter() throws {
    var gaps: [Double] = []
    for type in Passages.types.prefix(20) {
      let instruction = try PoolDriver.instructions(Passages.sourdough, type: type)[0]
      let weak = try PoolDriver.response("master?skill=0.1", instruction, Passages.sourdough)
      let strong = try PoolDriver.response("novice?skill=0.95", instruction, Passages.sourdough)
      let scores = try PoolDriver.scores("judge", instruction, Passages.sourdough, weak, strong)
      gaps.append(scores.second - scores.first)
    }
    #expect(gaps.reduce(0, +) / Double(gaps.count) > 2)
  }

  @Test("where the passage does not hold the answer, the stronger declines more often, and declining scores")
  func declining() throws {
    var declined = [0, 0, 0, 0]
    for type in Passages.types {
      let instruction = try PoolDriver.instructions(Passages.lighthouse, type: type)[0]
      let edit = try PoolDriver.edit("unanswerable", instruction, Passages.lighthouse)
      let passage = edit.passage ?? Passages.lighthouse
      for (index, model) in SimulatedModel.contenders.enumerated() {
        let text = try PoolDriver.response(model, edit.instruction, passage, ["answerability": "unanswerable"])
        if try isDeclining(text, edit.instruction, passage) { declined[index] += 1 }
      }
    }
    #expect(declined == declined.sorted())
    #expect(declined[3] > declined[0] + 15)
  }

  /// By the judge: declining an unanswerable task scores high, and the same text low where the task is answerable.
  private func isDeclining(_ text: String, _ instruction: String, _ passage: String) throws -> Bool {
    let right = try PoolDriver.scores("judge?noise=0", instruction, passage, text, text, answerability: "unanswerable")
    let wrong = try PoolDriver.scores("judge?noise=0", instruction, passage, text, text)
    guard right.first > 8 else { return false }
    #expect(wrong.first < 3)
    return true
  }
}
