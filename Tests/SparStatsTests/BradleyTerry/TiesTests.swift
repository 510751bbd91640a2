// Ties as an outcome of their own, beside fits by scipy of the same likelihoods.

import SparCore
import SparStats
import Testing

@Suite("ties with a parameter")
struct TiesTests {
  private func fit(_ battles: [RatedBattle], _ ties: BradleyTerry.Ties, ridge: Double = 0) throws -> RatingTable {
    try BradleyTerry.fit(battles, options: .init(ridge: ridge, ties: ties))
  }

  private func drawn(_ a: String, _ b: String, _ count: Int) -> [RatedBattle] {
    Array(repeating: RatedBattle(a, b, outcome: 0.5), count: count)
  }

  @Test("two models with 30 wins, 20 ties and 10 losses have both parameters in closed form")
  func closedForm() throws {
    let battles = log(("A", 30, 10, "B")) + drawn("A", "B", 20)
    // Davidson: π_A/π_B = 30/10, ν = 20/√(30 · 10).
    let davidson = try fit(battles, .davidson)
    #expect(abs(try davidson.gap("A", "B") - 400 * 0.477_121_254_7) < 1e-3)
    #expect(abs(try #require(davidson.tie).value - 20 / 300.0.squareRoot()) < 1e-6)
    // Rao–Kupper: 30/60 = r/(r + θ) and 10/60 = 1/(1 + θr) give θ = r and θr = 5.
    let raoKupper = try fit(battles, .raoKupper)
    #expect(abs(try #require(raoKupper.tie).value - 5.0.squareRoot()) < 1e-6)
    #expect(abs(try raoKupper.gap("A", "B") - 400 * 0.349_485_002_2) < 1e-3)
  }

  @Test(
    "Davidson's ratings are those of Newman's method", .enabled(if: RecordedRatings.folder != nil),
    arguments: [
      "simple", "food", "vicuna_gpt4_pairs", "gsm8k_verified", "orq_arena",
    ])
  func newman(name: String) throws {
    let recorded = try RecordedRatings(name)
    let table = try fit(recorded.battles, .davidson)
    for (model, numbers) in recorded.models {
      // The reference stops at a change of 1e-6 in strength.
      #expect(abs(try #require(table[model]).rating - (try #require(numbers["newman_rating"]?.double))) < 1e-3)
    }
    // Newman counts ν in halves.
    let parameter = try #require(recorded.expected["newman_tie_parameter_v"]?.double)
    #expect(abs(try #require(table.tie).value - 2 * parameter) < 1e-4)
  }

  @Test("ratings, standard errors and parameters agree with scipy", .enabled(if: RecordedRatings.folder != nil))
  func scipy() throws {
    let recorded = try RecordedRatings("gsm8k_verified")
    let expected: [BradleyTerry.Ties: (Double, Double, [(String, Double, Double)])] = [
      .davidson: (
        5.887_314, 0.029_299_95, [("175b_finetuning", 957.4110, 8.2462), ("6b_verification", 1015.2697, 8.0540)]
      ),
      .raoKupper: (
        7.089_803, 0.025_330_26, [("175b_verification", 1138.0000, 4.9588), ("6b_finetuning", 878.1643, 4.7170)]
      ),
    ]
    for (ties, (parameter, error, rows)) in expected {
      let table = try fit(recorded.battles, ties)
      let tie = try #require(table.tie)
      #expect(abs(tie.value - parameter) < 1e-4)
      #expect(abs(try #require(tie.upper) / parameter - (1 + 1.96 * error)) < 0.01)
      for (model, rating, error) in rows {
        let row = try #require(table[model])
        #expect(abs(row.rating - rating) < 1e-3)
        #expect(abs((try #require(row.upper) - row.rating) / 1.959_964 - error) < 1e-2)
      }
    }
  }

  @Test("without a tie the fit is the plain one and says so")
  func noTies() throws {
    let battles = log(("A", 3, 1, "B"))
    let plain = try fit(battles, .half)
    for (ties, value) in [(BradleyTerry.Ties.davidson, 0.0), (.raoKupper, 1.0)] {
      let table = try fit(battles, ties)
      #expect(table.ratings == plain.ratings)
      #expect(table.tie?.value == value)
      #expect(table.notes == ["There is no tie, so nothing is fitted for ties."])
    }
    #expect(plain.tie == nil)
  }

  @Test("where strengths and the parameter would run away together, the fit is refused")
  func runaway() throws {
    // A win and a tie: half a win each makes it finite, but nothing says that B can win at all.
    let battles = log(("A", 5, 0, "B")) + drawn("A", "B", 1)
    #expect(try fit(battles, .half).ratings.count == 2)
    for ties in [BradleyTerry.Ties.davidson, .raoKupper] {
      let error = #expect(throws: StatsError.self) { try fit(battles, ties) }
      #expect(error?.code == "stats.tie_parameter")
      #expect(error?.hint?.contains("half") == true)
      #expect(try fit(battles, ties, ridge: 0.1).tie != nil)
      #expect(throws: StatsError.tieParameter("every battle is a tie")) { try fit(drawn("A", "B", 3), ties) }
    }
    // A beats B beats C beats A: a circle of three wins outweighs one tie.
    let circle = log(("A", 1, 0, "B"), ("B", 1, 0, "C"), ("C", 1, 0, "A")) + drawn("A", "B", 1)
    #expect(abs(try fit(circle, .davidson).gap("B", "C")) < 400)
  }

  @Test("a soft outcome is a share of a win, not a tie")
  func softOutcomes() throws {
    let soft = Array(repeating: RatedBattle("A", "B", outcome: 0.75), count: 40)
    let table = try fit(soft + drawn("A", "B", 20), .davidson)
    #expect(abs(try table.gap("A", "B") - 190.8485) < 1e-3)
    #expect(abs(try #require(table.tie).value - 20 / 300.0.squareRoot()) < 1e-6)
  }
}
