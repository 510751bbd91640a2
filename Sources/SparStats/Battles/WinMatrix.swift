// Who beats whom how often.

/// Win rates for every ordered pair of models, a tie as half a win.
package struct WinMatrix: Sendable, Equatable {
  /// In the order of their names: rows and columns.
  package let models: [String]
  private var won: [Double]
  private var fought: [Double]

  package init(_ battles: [RatedBattle]) throws(StatsError) { try self.init(BattleTally(battles)) }

  package init(_ tally: BattleTally) throws(StatsError) {
    let counts = try CollapsedCounts(tally)
    models = counts.models
    won = Array(repeating: 0, count: models.count * models.count)
    fought = won
    for cell in counts.cells {
      add(cell.amount, won: cell.outcome, by: cell.first, against: cell.second)
      add(cell.amount, won: 1 - cell.outcome, by: cell.second, against: cell.first)
    }
  }

  /// The share of their battles that the model at `row` won against the one at `column`; `nil` where they never met.
  package func rate(_ row: Int, _ column: Int) -> Double? {
    let index = row * models.count + column
    return fought[index] > 0 ? won[index] / fought[index] : nil
  }

  /// The mean of a model's rates against those it met; 0 where it met nobody.
  package func meanRate(_ row: Int) -> Double {
    let rates = models.indices.compactMap { rate(row, $0) }
    return rates.isEmpty ? 0 : rates.reduce(0, +) / Double(rates.count)
  }

  /// The summed weight of the battles between two models.
  package func weight(_ row: Int, _ column: Int) -> Double { fought[row * models.count + column] }

  private mutating func add(_ amount: Double, won share: Double, by row: Int, against column: Int) {
    won[row * models.count + column] += amount * share
    fought[row * models.count + column] += amount
  }
}
