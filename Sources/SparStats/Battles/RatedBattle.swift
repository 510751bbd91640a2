// What a rating system reads: who met whom, and how it ended. Verdicts and their policies belong to the engine.

/// One rated battle.
package struct RatedBattle: Sendable, Equatable {
  package var modelA: String
  package var modelB: String
  /// 1: a wins, 0: b wins, 0.5: tie; anything between is a soft outcome.
  package var outcome: Double
  /// How many battles this one counts for; 0 leaves it out.
  package var weight: Double
  /// How the two responses differ in length and style, from the side of a; `nil` where nobody has looked.
  package var style: StyleDifference?

  package init(
    _ modelA: String, _ modelB: String, outcome: Double, weight: Double = 1, style: StyleDifference? = nil
  ) {
    self.modelA = modelA
    self.modelB = modelB
    self.outcome = outcome
    self.weight = weight
    self.style = style
  }
}
