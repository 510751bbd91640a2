// Resampling of counts.

import SparStats
import Testing

@Suite("bootstrap")
struct BootstrapTests {
  @Test("the spread of resamples is the binomial's, for few battles and for many", arguments: [40, 4_000_000])
  func spread(battles: Int) throws {
    var tally = BattleTally()
    try tally.add(RatedBattle("A", "B", outcome: 1), count: battles * 3 / 4)
    try tally.add(RatedBattle("A", "B", outcome: 0), count: battles / 4)
    let table = try BradleyTerry.fit(tally, options: .init(interval: .bootstrap(rounds: 2000, seed: 3)))
    let row = try #require(table["A"])
    // The standard error of θ_A = half the log odds is half of 1/√(n p q).
    let expected = 2 * 1.959_964 * (1 / (Double(battles) * 0.1875)).squareRoot() / 2 * BradleyTerry.eloPerTheta
    let width = try #require(row.upper) - (try #require(row.lower))
    #expect(abs(width / expected - 1) < 0.15)
  }

  @Test("weights and soft outcomes are resampled as they are")
  func weights() throws {
    let battles = (0..<50).map { RatedBattle("A", "B", outcome: Double($0 % 10) / 10, weight: Double($0 % 3 + 1)) }
    let options = BradleyTerry.Options(interval: .bootstrap(rounds: 400, seed: 3))
    let bootstrap = try #require(BradleyTerry.fit(battles, options: options)["A"]),
      sandwich = try #require(BradleyTerry.fit(battles)["A"])
    let widths = try [bootstrap, sandwich].map { try #require($0.upper) - (try #require($0.lower)) }
    #expect(abs(widths[0] / widths[1] - 1) < 0.2)
  }

  @Test("a fitted tie parameter has an interval of its own")
  func tieParameter() throws {
    let battles = log(("A", 30, 10, "B")) + Array(repeating: RatedBattle("A", "B", outcome: 0.5), count: 20)
    let options = BradleyTerry.Options(ties: .davidson, interval: .bootstrap(rounds: 400, seed: 3))
    let tie = try #require(BradleyTerry.fit(battles, options: options).tie),
      robust = try #require(BradleyTerry.fit(battles, options: .init(ties: .davidson)).tie)
    #expect(abs(try #require(tie.lower) / (try #require(robust.lower)) - 1) < 0.2)
    #expect(abs(try #require(tie.upper) / (try #require(robust.upper)) - 1) < 0.2)
  }
}
