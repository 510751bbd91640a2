// What a fit finds besides the strengths.

/// The fitted tie parameter: Davidson's ν (0: no ties; a pair of equals ties in ν of ν + 2 battles), or Rao and
/// Kupper's θ (1: no ties).
package struct TieEstimate: Sendable, Equatable {
  package var ties: BradleyTerry.Ties
  package var value: Double
  package var lower: Double?
  package var upper: Double?
}

/// What a difference in style is worth to whoever has more of it.
package struct StyleCoefficient: Sendable, Equatable {
  package var control: StyleControl
  /// In natural log-odds, for a difference of 1: all of it on one side.
  package var value: Double
  package var lower: Double?
  package var upper: Double?

  /// The same in Elo points.
  package var points: Double { value * BradleyTerry.eloPerTheta }
}
