// The log-likelihood of a fit with its derivatives.

/// log L = Σ log p(outcome | d, t) − ridge/2 · |θ, β|², with d = θ_first − θ_second + Σ β_c · style_c for each battle.
///
/// The parameters are, in this order: θ of every model, β of every control, and t where ties have a parameter. Without
/// a ridge, L does not change when all θ move together; every result here keeps the gauge Σθ = 0.
struct Likelihood: Sendable {
  /// Battles of one pair that look the same to the likelihood.
  private struct Row: Sendable {
    let first: Int
    let second: Int
    var shares: OutcomeShares
    let style: StyleDifference?
  }

  let counts: CollapsedCounts
  let ridge: Double
  let ties: BradleyTerry.Ties
  let controls: [StyleControl]
  private let rows: [Row]

  var models: Int { counts.models.count }
  var size: Int { models + controls.count + (ties.hasParameter ? 1 : 0) }
  /// Where t stands; `nil` where it is not fitted.
  var tieIndex: Int? { ties.hasParameter ? size - 1 : nil }

  init(counts: CollapsedCounts, ridge: Double, ties: BradleyTerry.Ties = .half, controls: [StyleControl] = []) {
    self.counts = counts
    self.ridge = ridge
    self.ties = ties
    self.controls = controls
    rows = Self.rows(of: counts.cells, ties, isControlled: !controls.isEmpty)
  }

  /// Value, gradient and curvature at a point.
  struct Slope: Sendable {
    var value = 0.0
    var gradient: [Double]
    var information: SymmetricMatrix
  }

  func slope(at point: [Double]) -> Slope {
    var slope = Slope(gradient: Array(repeating: 0, count: size), information: SymmetricMatrix(size: size))
    for row in rows {
      let part = part(row, at: point)
      slope.value += part.value
      add(part, of: row, to: &slope)
    }
    for index in 0..<models + controls.count {
      slope.value -= ridge / 2 * point[index] * point[index]
      slope.gradient[index] -= ridge * point[index]
      slope.information[index, index] += ridge
    }
    regularise(&slope.information)
    return slope
  }

  /// A point to begin at: equal strengths, no effect of style, and the tie parameter that would go with that.
  var start: [Double] {
    var start = Array(repeating: 0.0, count: size)
    let tied = rows.reduce(0) { $0 + $1.shares.tie }
    let all = rows.reduce(0) { $0 + $1.shares.win + $1.shares.tie + $1.shares.loss }
    if let tieIndex { start[tieIndex] = ties.start(share: tied / all) }
    return start
  }

  /// Σ over the battles of the outer product of each one's score: the middle of the sandwich.
  func scatter(at point: [Double]) -> SymmetricMatrix {
    var scatter = SymmetricMatrix(size: size)
    for cell in counts.cells {
      let shares = OutcomeShares(cell.outcome, ties) * cell.weight
      let row = Row(first: cell.first, second: cell.second, shares: shares, style: cell.style)
      let part = part(row, at: point)
      let count = Double(cell.count)
      let square = TieSlope(dd: count * part.d * part.d, dt: count * part.d * part.t, tt: count * part.t * part.t)
      addCurvature(square, of: row, to: &scatter)
    }
    return scatter
  }

  // MARK: One row

  private func part(_ row: Row, at point: [Double]) -> TieSlope {
    var difference = point[row.first] - point[row.second]
    if let style = row.style {
      for (index, control) in controls.enumerated() { difference += point[models + index] * style[control] }
    }
    return ties.slope(row.shares, d: difference, t: tieIndex.map { point[$0] } ?? 0)
  }

  private func add(_ part: TieSlope, of row: Row, to slope: inout Slope) {
    slope.gradient[row.first] += part.d
    slope.gradient[row.second] -= part.d
    if let tieIndex { slope.gradient[tieIndex] += part.t }
    if let style = row.style {
      for (index, control) in controls.enumerated() { slope.gradient[models + index] += part.d * style[control] }
    }
    addCurvature(part, of: row, to: &slope.information)
  }

  /// Adds dd · x xᵀ + dt · (x e_tᵀ + e_t xᵀ) + tt · e_t e_tᵀ, where x is the row's vector of d.
  private func addCurvature(_ part: TieSlope, of row: Row, to matrix: inout SymmetricMatrix) {
    matrix.addEdge(row.first, row.second, part.dd)
    if let style = row.style { addStyle(style, part, of: row, to: &matrix) }
    guard let tieIndex else { return }
    matrix.add(row.first, tieIndex, part.dt)
    matrix.add(row.second, tieIndex, -part.dt)
    matrix[tieIndex, tieIndex] += part.tt
  }

  private func addStyle(_ style: StyleDifference, _ part: TieSlope, of row: Row, to matrix: inout SymmetricMatrix) {
    for (index, control) in controls.enumerated() {
      let place = models + index, value = style[control]
      matrix.add(row.first, place, part.dd * value)
      matrix.add(row.second, place, -part.dd * value)
      matrix[place, place] += part.dd * value * value
      for (other, second) in controls.enumerated().dropFirst(index + 1) {
        matrix.add(place, models + other, part.dd * value * style[second])
      }
      if let tieIndex { matrix.add(place, tieIndex, part.dt * value) }
    }
  }

  /// The direction in which all θ move together, along which L is flat, gets the mean curvature of the θ.
  ///
  /// For right sides orthogonal to it, solving with the result is multiplying by the pseudo-inverse.
  private func regularise(_ information: inout SymmetricMatrix) {
    let trace = (0..<models).reduce(0) { $0 + information[$1, $1] }
    information.addConstant(trace / Double(models * models), within: models)
  }

  /// Without controls all battles of a pair are one row: cells stand sorted by pair.
  private static func rows(
    of cells: [CollapsedCounts.Cell], _ ties: BradleyTerry.Ties, isControlled: Bool
  ) -> [Row] {
    var rows: [Row] = []
    for cell in cells where cell.count > 0 {
      let shares = OutcomeShares(cell.outcome, ties) * cell.amount
      if !isControlled, let last = rows.last, last.first == cell.first, last.second == cell.second {
        rows[rows.count - 1].shares += shares
      } else {
        let style = isControlled ? cell.style : nil
        rows.append(Row(first: cell.first, second: cell.second, shares: shares, style: style))
      }
    }
    return rows
  }
}
