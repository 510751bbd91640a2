// Whether a panel is better than one judge: that is measured, and not assumed (method §4.6).

/// A jury and its best member on the gold items that every member was asked about.
package struct JuryComparison: Sendable, Equatable {
  package let items: Int
  /// The share that the majority of all members got right.
  package let accuracy: Double
  package let best: String
  package let bestAccuracy: Double

  init?(_ votes: Votes, gold: [Double?]) {
    let rows = votes.battles.indices.filter { column in
      gold[column] != nil && votes.wasAsked.allSatisfy { $0.contains(votes.battles[column]) }
    }
    guard votes.names.count > 1, !rows.isEmpty else { return nil }
    items = rows.count
    let right: [Int] = votes.byJudge.map { points in rows.count { points[$0] == gold[$0] } }
    // The first of several that are as good.
    let most = right.max() ?? 0
    let best = right.firstIndex(of: most) ?? 0
    self.best = votes.names[best]
    bestAccuracy = Double(most) / Double(rows.count)
    let together: Int = rows.count { votes.majority($0) == gold[$0] }
    accuracy = Double(together) / Double(rows.count)
  }
}
