// Ballots laid out as a table, for everything that looks at judges side by side.

/// Ballots as a table: a row for each judge, a column for each battle.
struct Votes {
  let names: [String]
  /// In ascending order.
  let battles: [Int]
  let byJudge: [[Double?]]
  /// Of each judge, the battles that it was asked about.
  let wasAsked: [Set<Int>]

  init(_ names: [String], _ ballots: [JudgeBallot]) {
    self.names = names
    let battles = Set(ballots.map(\.battle)).sorted()
    self.battles = battles
    let columns = Dictionary(uniqueKeysWithValues: battles.enumerated().map { ($0.element, $0.offset) })
    let rows = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
    var table = [[Double?]](repeating: [Double?](repeating: nil, count: battles.count), count: names.count)
    var asked = [Set<Int>](repeating: [], count: names.count)
    for ballot in ballots {
      guard let row = rows[ballot.judge], let column = columns[ballot.battle] else { continue }
      table[row][column] = ballot.points
      asked[row].insert(ballot.battle)
    }
    (byJudge, wasAsked) = (table, asked)
  }

  /// For each battle the votes that were cast.
  var units: [[Double]] { battles.indices.map { column in byJudge.compactMap { $0[column] } } }

  var pairs: [JudgePair] {
    var pairs: [JudgePair] = []
    for first in names.indices {
      for second in names.indices where second > first {
        let both: [(Double, Double)] = battles.indices.compactMap { column in
          guard let one = byJudge[first][column], let other = byJudge[second][column] else { return nil }
          return (one, other)
        }
        guard !both.isEmpty else { continue }
        pairs.append(
          JudgePair(
            first: names[first], second: names[second], battles: both.count,
            agreement: Double(both.count { $0.0 == $0.1 }) / Double(both.count),
            kappa: try? CohenKappa(both.map { $0.0 }, both.map { $0.1 }).kappa))
      }
    }
    return pairs
  }

  /// What more than half of all members say, a tie where they were all heard and no side has that many; else nothing.
  func majority(_ column: Int) -> Double? {
    let cast = byJudge.map { $0[column] }
    for side in [1.0, 0.0] where cast.count(where: { $0 == side }) > names.count / 2 { return side }
    return cast.contains { $0 == nil } ? nil : 0.5
  }
}
