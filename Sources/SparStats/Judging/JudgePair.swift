// How far two judges agree.

/// Two judges on the battles that both could judge.
package struct JudgePair: Sendable, Equatable {
  package let first: String
  package let second: String
  package let battles: Int
  /// The share of them on which they say the same.
  package let agreement: Double
  package let kappa: Double?
}
