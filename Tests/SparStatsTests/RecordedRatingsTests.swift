// Our numbers beside those of evalica, choix, arena-rank and FastChat on recorded battles.

import SparCore
import SparStats
import Testing

@Suite("recorded ratings", .enabled(if: RecordedRatings.folder != nil, "needs ../shared/data/ratings"))
struct RecordedRatingsTests {
  @Test("Bradley–Terry agrees with the reference to 1e-3 Elo", arguments: RecordedRatings.names)
  func bradleyTerry(name: String) throws {
    let recorded = try RecordedRatings(name)
    let table = try BradleyTerry.fit(recorded.battles)
    #expect(table.ratings.count == recorded.models.count)
    for (model, numbers) in recorded.models {
      let row = try #require(table[model])
      #expect(abs(row.rating - (try #require(numbers["bt_rating"]?.double))) < 1e-3, "\(model)")
      #expect(abs(try #require(row.lower) - (try #require(numbers["sandwich_lo"]?.double))) < 1e-3, "\(model)")
      #expect(abs(try #require(row.upper) - (try #require(numbers["sandwich_hi"]?.double))) < 1e-3, "\(model)")
      #expect(row.rank == numbers["rank_sandwich"]?.int, "\(model)")
    }
    #expect(try #require(table.gradientNorm) < 1e-6)
  }

  @Test("online Elo agrees with FastChat and evalica to 1e-6", arguments: RecordedRatings.names)
  func onlineElo(name: String) throws {
    let recorded = try RecordedRatings(name)
    for (k, field) in [(4.0, "elo_k4"), (32.0, "elo_k32")] {
      let table = try OnlineElo.rate(recorded.battles, options: .init(k: k))
      for (model, numbers) in recorded.models {
        let expected = try #require(numbers[field]?.double)
        #expect(abs(try #require(table[model]).rating - expected) < 1e-6, "\(model)")
      }
    }
  }

  @Test(
    "the bootstrap agrees with the reference within 0.3 standard errors",
    arguments: ["vicuna_gpt4_pairs", "gsm8k_verified"])
  func bootstrap(name: String) throws {
    let recorded = try RecordedRatings(name)
    #expect(recorded.expected["bootstrap"]?["nonconverged"]?.int == 0)
    let table = try BradleyTerry.fit(recorded.battles, options: .init(interval: .bootstrap(rounds: 1000, seed: 7)))
    #expect(table.resamples == RatingTable.Resamples(drawn: 1000, withoutFiniteFit: 0))
    for (model, numbers) in recorded.models {
      let row = try #require(table[model]), error = try #require(numbers["sandwich_se"]?.double)
      #expect(abs(try #require(row.lower) - (try #require(numbers["boot_lo"]?.double))) < 0.3 * error, "\(model)")
      #expect(abs(try #require(row.upper) - (try #require(numbers["boot_hi"]?.double))) < 0.3 * error, "\(model)")
    }
  }

  @Test("a nearly separable log loses resamples, counts them and says so")
  func lostResamples() throws {
    let recorded = try RecordedRatings("orq_arena")
    let table = try BradleyTerry.fit(recorded.battles, options: .init(interval: .bootstrap(rounds: 200, seed: 7)))
    let lost = try #require(table.resamples).withoutFiniteFit
    #expect((50..<150).contains(lost))
    #expect(table.notes.contains { $0.hasPrefix("\(lost) of 200 resamples have no finite fit") })
  }
}
