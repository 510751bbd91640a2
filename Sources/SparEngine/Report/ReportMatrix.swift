// Who beats whom how often.

internal import SparCore

package struct ReportMatrix: Sendable {
  package struct Pair: Sendable {
    /// Places in `models`; `row` is the smaller one.
    package var row: Int
    package var column: Int
    /// What the model of the row won, ties as halves, of the summed weight of their battles.
    package var points: Double
    package var weight: Double
  }

  /// In the order of the leaderboard.
  package var models: [String]
  /// Those that met; a model against itself is left out.
  package var pairs: [Pair]

  init(_ counts: BattleCounts, order: [String]) {
    models = order
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    var cells: [[Int]: Pair] = [:]
    for (group, count) in counts.groups {
      guard let points = group.points, let a = places[group.modelA], let b = places[group.modelB], a != b else {
        continue
      }
      let (row, column) = (min(a, b), max(a, b))
      var pair = cells[[row, column]] ?? Pair(row: row, column: column, points: 0, weight: 0)
      let weight = group.weight * Double(count.battles)
      pair.points += (a == row ? points : 1 - points) * weight
      pair.weight += weight
      cells[[row, column]] = pair
    }
    pairs = cells.values.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
  }

  var json: JSON {
    let absent = pairs.isEmpty ? ReportAbsence("No two models have met in a rated battle.") : nil
    return [
      "models": .array(models.map { .string($0) }), "pairs": .array(pairs.map(\.json)), "absent": JSON(absent: absent),
    ]
  }
}

extension ReportMatrix.Pair {
  fileprivate var json: JSON {
    [
      "row": JSON(row), "column": JSON(column), "points": JSON(rounded: points), "weight": JSON(rounded: weight),
      "rate": JSON(rounded: share(points, of: weight)),
    ]
  }
}
