// What a battle came to: its verdicts combined under a named policy.

/// The combined reading of a battle. Only `a`, `b` and `tie` are rated; the others are counted and excluded.
package enum Outcome: String, Sendable, CaseIterable {
  case a, b, tie
  /// The two seat orders contradict each other and the policy abstains.
  case inconsistent
  /// No verdict could be read.
  case unparsed
  /// The judge could not be reached or a response is missing.
  case error

  package var isRated: Bool { self == .a || self == .b || self == .tie }
}

/// What two contradicting seat orders count as (method §4.3).
package enum InconsistencyPolicy: String, Sendable, CaseIterable {
  /// A tie. The default.
  case tie
  /// Nothing: the battle is excluded.
  case abstain
  /// Two battles, one each way.
  case both
  /// The higher sum of scores wins.
  case sum
}
