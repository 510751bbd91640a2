// Known correlations of ranks.

import SparStats
import Testing

@Suite("rank correlation")
struct RankCorrelationTests {
  static let tiedX: [Double] = [1, 2, 2, 3, 4, 4, 4, 7], tiedY: [Double] = [3, 1, 2, 2, 5, 5, 4, 6]

  @Test("Spearman's rho of IQ and hours of television is −29/165")
  func spearman() throws {
    // Wikipedia, "Spearman's rank correlation coefficient".
    let iq: [Double] = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110],
      hours: [Double] = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]
    #expect(abs(try RankCorrelation.spearman(iq, hours) + 29.0 / 165) < 1e-12)
  }

  @Test("Kendall's tau-b of scipy's example is −0.4714")
  func kendall() throws {
    #expect(abs(try RankCorrelation.kendall([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]) + 0.471_404_520_791_031_6) < 1e-12)
  }

  @Test("with ties both agree with scipy")
  func ties() throws {
    #expect(abs(try RankCorrelation.kendall(Self.tiedX, Self.tiedY) - 0.680_544_653_671_620_4) < 1e-12)
    #expect(abs(try RankCorrelation.spearman(Self.tiedX, Self.tiedY) - 0.813_805_888_832_823_1) < 1e-12)
  }

  @Test("the same order is 1, the opposite one −1")
  func extremes() throws {
    let up = (0..<1000).map(Double.init)
    #expect(try RankCorrelation.kendall(up, up.map { $0 * $0 }) == 1)
    #expect(try RankCorrelation.kendall(up, up.map { -$0 }) == -1)
    #expect(abs(try RankCorrelation.spearman(up, up.reversed()) + 1) < 1e-12)
  }

  @Test("constant lists, different lengths and values that are no numbers have no correlation")
  func undefined() {
    #expect(throws: StatsError.undefined("Kendall's tau has no value where a list is constant.")) {
      try RankCorrelation.kendall([1, 1], [1, 2])
    }
    #expect(throws: StatsError.self) { try RankCorrelation.spearman([1, 2], [3, 3]) }
    #expect(throws: StatsError.self) { try RankCorrelation.spearman([1, 2], [3]) }
    #expect(throws: StatsError.self) { try RankCorrelation.spearman([1], [3]) }
    #expect(throws: StatsError.self) { try RankCorrelation.kendall([1, .nan], [3, 4]) }
  }
}
