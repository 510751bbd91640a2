// What a rating system returns: the rows, and how they came about.

/// A leaderboard.
package struct RatingTable: Sendable, Equatable {
  /// Best first.
  package var ratings: [Rating]
  /// The rating system's name, as `RatingMethod` spells it.
  package var method: String
  /// How the bounds were made: `sandwich 95%`, `bootstrap 95%`, `none`.
  package var interval: String
  /// What a reader of the numbers must know, one sentence each: order dependence, a ridge, lost resamples.
  package var notes: [String]
  /// The battles behind the table.
  package var battles: Int
  /// The largest component of the likelihood's gradient at the fit; `nil` where nothing is fitted.
  package var gradientNorm: Double?
  /// Newton steps taken; `nil` where nothing is fitted.
  package var iterations: Int?
  /// Resamples without a finite fit, of how many; `nil` without a bootstrap.
  package var resamples: Resamples?
  /// What was fitted of ties; `nil` where a tie is half a win.
  package var tie: TieEstimate?
  /// What was held constant, and what it would have been worth.
  package var coefficients: [StyleCoefficient] = []

  package struct Resamples: Sendable, Equatable {
    package var drawn: Int
    package var withoutFiniteFit: Int

    package init(drawn: Int, withoutFiniteFit: Int) {
      self.drawn = drawn
      self.withoutFiniteFit = withoutFiniteFit
    }
  }

  package subscript(model: String) -> Rating? { ratings.first { $0.model == model } }
}
