// Online Elo: one pass over the battles in their order.

internal import Glibc

/// Elo's rating system with a constant K (Elo, "The Rating of Chessplayers", 1978), as FastChat prints it.
///
/// The result depends on the order of the battles, and says so; there is no interval. Battles are added one by one, so
/// that any number of them can stream past.
package struct OnlineElo: Sendable {
  package struct Options: Sendable, Equatable {
    /// How far one battle of weight 1 can move a rating.
    package var k: Double
    package var initial: Double
    /// A difference of `scale` points means odds of `base` to one.
    package var base: Double
    package var scale: Double

    package init(k: Double = 4, initial: Double = 1000, base: Double = 10, scale: Double = 400) {
      self.k = k
      self.initial = initial
      self.base = base
      self.scale = scale
    }

    fileprivate func validate() throws(StatsError) {
      guard k.isFinite, k > 0 else { throw .badOption("k must be above 0, not \(k)") }
      guard initial.isFinite else { throw .badOption("initial must be a number, not \(initial)") }
      guard base.isFinite, base > 1 else { throw .badOption("base must be above 1, not \(base)") }
      guard scale.isFinite, scale > 0 else { throw .badOption("scale must be above 0, not \(scale)") }
    }
  }

  private let options: Options
  private var ratings: [String: Double] = [:]
  /// Checks the battles and counts them per model.
  private var tally = BattleTally()

  package init(_ options: Options = Options()) throws(StatsError) {
    try options.validate()
    self.options = options
  }

  /// Rates `battles` in their order.
  package static func rate(_ battles: [RatedBattle], options: Options = Options()) throws(StatsError) -> RatingTable {
    var elo = try OnlineElo(options)
    for battle in battles { try elo.add(battle) }
    return try elo.table()
  }

  package mutating func add(_ battle: RatedBattle) throws(StatsError) {
    try tally.add(battle)
    guard battle.modelA != battle.modelB, battle.weight > 0 else { return }
    let a = ratings[battle.modelA] ?? options.initial, b = ratings[battle.modelB] ?? options.initial
    let expected = 1 / (1 + Glibc.pow(options.base, (b - a) / options.scale))
    let change = options.k * battle.weight * (battle.outcome - expected)
    ratings[battle.modelA] = a + change
    ratings[battle.modelB] = b - change
  }

  /// The ratings after the battles so far.
  ///
  /// - Throws: `noBattles`, `singleModel`.
  package func table() throws(StatsError) -> RatingTable {
    let counts = try CollapsedCounts(tally)
    let rows = zip(counts.models, counts.battlesOfModel).map { model, count in
      Rating(model: model, rating: ratings[model] ?? options.initial, lower: nil, upper: nil, battles: count)
    }
    return RatingTable(
      ratings: rows.ranked(), method: RatingMethod.elo.rawValue, interval: "none",
      notes: ["Online Elo (K = \(options.k)) depends on the order of the battles and has no interval."] + counts.notes,
      battles: counts.battles)
  }
}
