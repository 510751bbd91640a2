// Fits whose answers are known from paper.

import Glibc
import SparStats
import Testing

@Suite("Bradley–Terry")
struct BradleyTerryTests {
  /// "Bradley–Terry model" on Wikipedia, worked example.
  static let worked = log(("A", 2, 3, "B"), ("A", 1, 4, "D"), ("B", 5, 3, "C"), ("C", 1, 3, "D"))

  @Test("Wikipedia's worked example gives p = .640 1.043 .660 2.270")
  func workedExample() throws {
    let table = try BradleyTerry.fit(Self.worked)
    for (model, strength) in [("A", 0.640), ("B", 1.043), ("C", 0.660), ("D", 2.270)] {
      let theta = (try #require(table[model]).rating - 1000) / BradleyTerry.eloPerTheta
      #expect(abs(Glibc.exp(theta) - strength) < 5e-4, "\(model)")
    }
    #expect(table.ratings.map(\.model) == ["D", "B", "C", "A"])
    #expect(table["B"]?.battles == 13)
    #expect(table.battles == 22)
  }

  @Test("three wins of four are 190.85 points, with the binomial's standard error")
  func twoModels() throws {
    // θ_A − θ_B = ln 3; each θ is half of it. The sandwich of a saturated pair is the binomial variance 1/(n p q).
    let table = try BradleyTerry.fit(log(("A", 30, 10, "B")))
    let a = try #require(table["A"]), b = try #require(table["B"])
    #expect(abs(a.rating - b.rating - 190.8485) < 1e-3)
    #expect(abs(a.rating + b.rating - 2000) < 1e-9)
    let half = 1.959964 * (1 / (40 * 0.75 * 0.25)).squareRoot() / 2 * BradleyTerry.eloPerTheta
    #expect(abs(try #require(a.upper) - a.rating - half) < 1e-3)
  }

  @Test("a tie is half a win and half a loss, and a soft outcome its share")
  func tiesAndSoftOutcomes() throws {
    let ties = try BradleyTerry.fit(
      log(("A", 2, 0, "B")) + [.init("A", "B", outcome: 0.5), .init("A", "B", outcome: 0.5)])
    let soft = try BradleyTerry.fit([.init("A", "B", outcome: 0.75), .init("B", "A", outcome: 0.25)])
    for table in [ties, soft] {
      #expect(abs(try table.gap("A", "B") - 190.8485) < 1e-3)
    }
  }

  @Test("a weight counts like as many battles in the rating")
  func weights() throws {
    let weighted = try BradleyTerry.fit([.init("A", "B", outcome: 1, weight: 3), .init("A", "B", outcome: 0)])
    let repeated = try BradleyTerry.fit(log(("A", 3, 1, "B")))
    #expect(abs(try weighted.gap("A", "B") - (try repeated.gap("A", "B"))) < 1e-6)
    #expect(weighted.battles == 2)
    // One battle of weight three knows less than three battles.
    let loose = try #require(weighted["A"]?.upper), tight = try #require(repeated["A"]?.upper)
    #expect(loose > tight)
  }

  @Test("the order of the battles and of the two names changes no bit")
  func orderFree() throws {
    let turned = Self.worked.reversed().map { RatedBattle($0.modelB, $0.modelA, outcome: 1 - $0.outcome) }
    #expect(try BradleyTerry.fit(turned) == BradleyTerry.fit(Self.worked))
  }

  @Test("an anchor pins its rating and moves the others with it")
  func anchor() throws {
    let free = try BradleyTerry.fit(Self.worked)
    let pinned = try BradleyTerry.fit(Self.worked, options: .init(anchor: .init("A", rating: 1100)))
    #expect(abs(try #require(pinned["A"]).rating - 1100) < 1e-9)
    let shift = 1100 - (try #require(free["A"]).rating)
    let moved = try #require(pinned["D"]?.lower), unmoved = try #require(free["D"]?.lower)
    #expect(abs(moved - unmoved - shift) < 1e-9)
  }

  @Test("a wider confidence widens the interval by the ratio of the normal quantiles")
  func confidence() throws {
    let narrow = try BradleyTerry.fit(Self.worked),
      wide = try BradleyTerry.fit(Self.worked, options: .init(confidence: 0.99))
    let a = try #require(narrow["A"]), b = try #require(wide["A"])
    let tight = try #require(a.upper) - a.rating, loose = try #require(b.upper) - b.rating
    #expect(abs(loose / tight - 2.575829 / 1.959964) < 1e-6)
    #expect(wide.interval == "sandwich 99%")
  }

  @Test("clearly separated models get ranks of their own, overlapping ones share")
  func ranks() throws {
    let table = try BradleyTerry.fit(log(("A", 950, 50, "B"), ("B", 51, 49, "C"), ("A", 950, 50, "C")))
    #expect(table.ratings.map(\.rank) == [1, 2, 2])
  }

  @Test("nothing but ties gives equal ratings and no interval")
  func onlyTies() throws {
    let table = try BradleyTerry.fit(Array(repeating: RatedBattle("A", "B", outcome: 0.5), count: 10))
    #expect(table.ratings.map(\.rating) == [1000, 1000])
    #expect(table.ratings.allSatisfy { $0.lower == nil && $0.rank == 1 })
    #expect(table.interval == "none")
    #expect(table.notes == ["The battles show no scatter around the fit, so no interval can be given."])
  }

  @Test("the bootstrap is the same for the same seed and differs for another")
  func bootstrapSeed() throws {
    func bounds(_ seed: UInt64) throws -> [Double?] {
      let options = BradleyTerry.Options(interval: .bootstrap(rounds: 50, seed: seed))
      return try BradleyTerry.fit(Self.worked, options: options).ratings.map(\.lower)
    }
    #expect(try bounds(1) == bounds(1))
    #expect(try bounds(1) != bounds(2))
  }
}
