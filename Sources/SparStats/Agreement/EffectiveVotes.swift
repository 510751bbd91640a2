// How many independent votes a panel is worth.

/// Kish, "Survey Sampling", 1965: the design effect, of weights and of correlated members.
package enum EffectiveVotes {
  /// (Σw)² / Σw²: how many equal votes these weights are worth.
  ///
  /// - Throws: `undefined` where a weight is negative or all are 0.
  package static func ofWeights(_ weights: [Double]) throws(StatsError) -> Double {
    let sum = weights.reduce(0, +), squares = weights.reduce(0) { $0 + $1 * $1 }
    guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }), squares > 0 else {
      throw .undefined("Effective votes need weights that are not negative, and one above 0.")
    }
    return sum * sum / squares
  }

  /// m / (1 + (m − 1) ρ), where ρ is the mean correlation of two of the m members over the items that both voted on.
  ///
  /// With `gold`, what is correlated is how far each vote is from the right one: members who are right together are no
  /// copies of each other, those who are wrong together are.
  /// - Parameter votes: for each member a vote per item, `nil` where it gave none; 1: a, 0: b, 0.5: tie.
  /// - Throws: `undefined` for fewer than two members, or where no two can be correlated.
  package static func ofMembers(_ votes: [[Double?]], gold: [Double?]? = nil) throws(StatsError) -> Double {
    guard votes.count >= 2 else { throw .undefined("Effective votes need two members or more.") }
    let series = gold.map { gold in votes.map { errors($0, gold) } } ?? votes
    var correlations: [Double] = []
    for (index, first) in series.enumerated() {
      for second in series[(index + 1)...] {
        if let correlation = correlation(first, second) { correlations.append(correlation) }
      }
    }
    guard !correlations.isEmpty else {
      throw .undefined("Effective votes have no value where no two members vary over items that both voted on.")
    }
    let members = Double(votes.count)
    // Members who contradict each other are worth no more than each one's own vote.
    return members / (1 + (members - 1) * max(0, Moments.mean(correlations)))
  }

  private static func errors(_ votes: [Double?], _ gold: [Double?]) -> [Double?] {
    zip(votes, gold).map { vote, right in vote.flatMap { vote in right.map { vote - $0 } } }
  }

  private static func correlation(_ a: [Double?], _ b: [Double?]) -> Double? {
    let both = zip(a, b).compactMap { a, b in a.flatMap { a in b.map { (a, $0) } } }
    guard both.count >= 2 else { return nil }
    return try? Moments.correlation(both.map(\.0), both.map(\.1), "")
  }
}
