// A model's strength with its interval, and the rules of rank.

/// One row of a leaderboard.
package struct Rating: Sendable, Equatable {
  package var model: String
  /// On the Elo scale: 400 points are odds of ten to one.
  package var rating: Double
  /// The bounds of the confidence interval; `nil` where no honest interval is known.
  package var lower: Double?
  package var upper: Double?
  /// From 1; models that cannot be told apart share a rank.
  package var rank: Int
  /// How many battles the model fought, whatever their weight.
  package var battles: Int

  package init(model: String, rating: Double, lower: Double?, upper: Double?, rank: Int = 1, battles: Int) {
    self.model = model
    self.rating = rating
    self.lower = lower
    self.upper = upper
    self.rank = rank
    self.battles = battles
  }
}

extension [Rating] {
  /// The rows best first (equal ratings by name), each with its rank.
  ///
  /// With intervals, the rank is 1 + the number of models whose lower bound is above this model's upper bound
  /// (Chiang et al., "Chatbot Arena", arXiv 2403.04132); without, 1 + the number of models rated higher.
  func ranked() -> [Rating] {
    let rows = sorted { ($1.rating, $0.model) < ($0.rating, $1.model) }
    return rows.map { row in
      var row = row
      row.rank = 1 + rows.count { ($0.lower ?? $0.rating) > (row.upper ?? row.rating) }
      return row
    }
  }
}
