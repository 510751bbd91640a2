// How many votes a panel is worth, by hand.

import SparStats
import Testing

@Suite("effective votes")
struct EffectiveVotesTests {
  @Test("equal weights count in full, one heavy weight counts alone")
  func weights() throws {
    #expect(try EffectiveVotes.ofWeights([2, 2, 2]) == 3)
    #expect(try EffectiveVotes.ofWeights([1, 0, 0]) == 1)
    // (3 + 1)² / (9 + 1)
    #expect(try EffectiveVotes.ofWeights([3, 1]) == 1.6)
    #expect(throws: StatsError.self) { try EffectiveVotes.ofWeights([0, 0]) }
    #expect(throws: StatsError.self) { try EffectiveVotes.ofWeights([1, -1]) }
  }

  @Test("copies are one vote, independent members as many as they are")
  func members() throws {
    let vote: [Double?] = [1, 0, 1, 0], other: [Double?] = [1, 1, 0, 0]
    #expect(abs(try EffectiveVotes.ofMembers([vote, vote, vote]) - 1) < 1e-12)
    #expect(abs(try EffectiveVotes.ofMembers([vote, other]) - 2) < 1e-12)
    // Correlations 1, 0, 0: 3 / (1 + 2/3).
    #expect(abs(try EffectiveVotes.ofMembers([vote, vote, other]) - 1.8) < 1e-12)
  }

  @Test("with gold, being right together makes no copies, being wrong together does")
  func gold() throws {
    let gold: [Double?] = [1, 0, 1, 0, 1, 0]
    let a: [Double?] = [0, 0, 1, 0, 1, 0], b: [Double?] = [1, 0, 0, 0, 1, 0]
    let apart = try EffectiveVotes.ofMembers([a, b], gold: gold)
    #expect(apart == 2)
    #expect(abs(try EffectiveVotes.ofMembers([a, a], gold: gold) - 1) < 1e-12)
  }

  @Test("missing votes are passed over, and nothing in common has no value")
  func missing() throws {
    #expect(abs(try EffectiveVotes.ofMembers([[1, 0, nil, 1], [1, 0, 1, 1]]) - 1) < 1e-12)
    #expect(throws: StatsError.self) { try EffectiveVotes.ofMembers([[1, nil], [nil, 1]]) }
    #expect(throws: StatsError.self) { try EffectiveVotes.ofMembers([[1, 0]]) }
  }
}
