// Who beats whom how often.

internal import SparCore
internal import SparStats

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
    guard let matrix = try? WinMatrix(counts.tally()) else {
      pairs = []
      return
    }
    let places = Dictionary(uniqueKeysWithValues: matrix.models.enumerated().map { ($1, $0) })
    pairs = order.indices.flatMap { row in
      order.indices.dropFirst(row + 1).compactMap { column in
        guard let first = places[order[row]], let second = places[order[column]],
          let rate = matrix.rate(first, second)
        else { return nil }
        let weight = matrix.weight(first, second)
        return Pair(row: row, column: column, points: rate * weight, weight: weight)
      }
    }
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
