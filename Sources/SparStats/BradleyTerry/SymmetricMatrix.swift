// A dense symmetric matrix: as much linear algebra as Newton's method and the sandwich need.

struct SymmetricMatrix: Sendable {
  let size: Int
  private var elements: [Double]

  init(size: Int, repeating value: Double = 0) {
    self.size = size
    elements = Array(repeating: value, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { elements[row * size + column] }
    set { elements[row * size + column] = newValue }
  }

  var trace: Double { (0..<size).reduce(0) { $0 + self[$1, $1] } }

  /// Adds `value` · (e_i − e_j)(e_i − e_j)ᵀ: one edge of a weighted graph Laplacian.
  mutating func addEdge(_ i: Int, _ j: Int, _ value: Double) {
    self[i, i] += value
    self[j, j] += value
    self[i, j] -= value
    self[j, i] -= value
  }

  mutating func addDiagonal(_ value: Double) {
    for i in 0..<size { self[i, i] += value }
  }

  /// Adds `value` to every element.
  mutating func addConstant(_ value: Double) {
    for index in elements.indices { elements[index] += value }
  }

  /// The Cholesky factor; `nil` where the matrix is not positive definite (to working precision).
  func cholesky() -> CholeskyFactor? {
    var lower = SymmetricMatrix(size: size)
    for column in 0..<size {
      var pivot = self[column, column]
      for k in 0..<column { pivot -= lower[column, k] * lower[column, k] }
      guard pivot.isFinite, pivot > self[column, column] * 1e-14 else { return nil }
      lower[column, column] = pivot.squareRoot()
      for row in (column + 1)..<max(size, column + 1) {
        var sum = self[row, column]
        for k in 0..<column { sum -= lower[row, k] * lower[column, k] }
        lower[row, column] = sum / lower[column, column]
      }
    }
    return CholeskyFactor(lower: lower)
  }
}

/// L of A = L Lᵀ.
struct CholeskyFactor: Sendable {
  /// Only the lower triangle is set.
  fileprivate let lower: SymmetricMatrix

  /// x of A x = `right`.
  func solve(_ right: [Double]) -> [Double] {
    var x = right
    for row in x.indices {
      for k in 0..<row { x[row] -= lower[row, k] * x[k] }
      x[row] /= lower[row, row]
    }
    for row in x.indices.reversed() {
      for k in (row + 1)..<max(x.count, row + 1) { x[row] -= lower[k, row] * x[k] }
      x[row] /= lower[row, row]
    }
    return x
  }

  /// The column `index` of the inverse.
  func inverseColumn(_ index: Int) -> [Double] {
    var unit = Array(repeating: 0.0, count: lower.size)
    unit[index] = 1
    return solve(unit)
  }
}
