// A dense symmetric matrix: as much linear algebra as Newton's method and the sandwich need.

struct SymmetricMatrix: Sendable {
  let size: Int
  fileprivate var elements: [Double]

  init(size: Int, repeating value: Double = 0) {
    self.size = size
    elements = Array(repeating: value, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { elements[row * size + column] }
    set { elements[row * size + column] = newValue }
  }

  /// Adds `value` at a place off the diagonal and at its mirror.
  mutating func add(_ row: Int, _ column: Int, _ value: Double) {
    self[row, column] += value
    self[column, row] += value
  }

  /// Adds `value` · (e_i − e_j)(e_i − e_j)ᵀ: one edge of a weighted graph Laplacian.
  mutating func addEdge(_ i: Int, _ j: Int, _ value: Double) {
    self[i, i] += value
    self[j, j] += value
    add(i, j, -value)
  }

  /// Adds `value` to every element of the first rows and columns.
  mutating func addConstant(_ value: Double, within count: Int) {
    for row in 0..<count {
      for column in 0..<count { self[row, column] += value }
    }
  }

  /// Adds `value` · x xᵀ.
  mutating func addOuter(_ x: [Double], _ value: Double) {
    for row in 0..<size {
      for column in 0..<size { self[row, column] += value * x[row] * x[column] }
    }
  }

  func row(_ index: Int) -> [Double] { Array(elements[index * size..<(index + 1) * size]) }

  func times(_ x: [Double]) -> [Double] {
    (0..<size).map { row in (0..<size).reduce(0) { $0 + self[row, $1] * x[$1] } }
  }

  /// The Cholesky factor; `nil` where the matrix is not positive definite (to working precision).
  func cholesky() -> CholeskyFactor? {
    var factor = elements
    let size = size
    let isDefinite = factor.withUnsafeMutableBufferPointer { rows in Self.factorise(rows, size) }
    return isDefinite ? CholeskyFactor(size: size, upper: factor) : nil
  }

  /// A = UᵀU in place, row by row: what stands right of a pivot is one stretch of memory.
  private static func factorise(_ rows: UnsafeMutableBufferPointer<Double>, _ size: Int) -> Bool {
    let diagonal = (0..<size).map { rows[$0 * size + $0] }
    for pivot in 0..<size {
      let own = pivot * size
      guard rows[own + pivot].isFinite, rows[own + pivot] > diagonal[pivot] * 1e-14 else { return false }
      let root = rows[own + pivot].squareRoot()
      for column in pivot..<size { rows[own + column] /= root }
      for row in (pivot + 1)..<max(size, pivot + 1) {
        let factor = rows[own + row], start = row * size
        for column in row..<size { rows[start + column] -= factor * rows[own + column] }
      }
    }
    return true
  }
}

/// U of A = UᵀU.
struct CholeskyFactor: Sendable {
  fileprivate let size: Int
  /// Only the upper triangle holds anything of use.
  fileprivate let upper: [Double]

  /// x of A x = `right`.
  func solve(_ right: [Double]) -> [Double] {
    var x = right
    upper.withUnsafeBufferPointer { upper in
      x.withUnsafeMutableBufferPointer { x in
        Self.forwards(upper, x)
        Self.backwards(upper, x)
      }
    }
    return x
  }

  /// A⁻¹ B A⁻¹.
  func sandwich(_ middle: SymmetricMatrix) -> SymmetricMatrix {
    // A⁻¹ B row by row (B is symmetric), which is (B A⁻¹)ᵀ; then A⁻¹ of its columns.
    var half = SymmetricMatrix(size: size), whole = half
    for row in 0..<size { half.setColumn(row, solve(middle.row(row))) }
    for row in 0..<size { whole.setColumn(row, solve(half.row(row))) }
    return whole
  }

  func inverse() -> SymmetricMatrix {
    var inverse = SymmetricMatrix(size: size)
    for index in 0..<size {
      var unit = Array(repeating: 0.0, count: size)
      unit[index] = 1
      inverse.setColumn(index, solve(unit))
    }
    return inverse
  }

  private static func forwards(_ upper: UnsafeBufferPointer<Double>, _ x: UnsafeMutableBufferPointer<Double>) {
    let size = x.count
    for row in 0..<size {
      x[row] /= upper[row * size + row]
      let value = x[row]
      for column in (row + 1)..<max(size, row + 1) { x[column] -= upper[row * size + column] * value }
    }
  }

  private static func backwards(_ upper: UnsafeBufferPointer<Double>, _ x: UnsafeMutableBufferPointer<Double>) {
    let size = x.count
    for row in (0..<size).reversed() {
      var sum = x[row]
      for column in (row + 1)..<max(size, row + 1) { sum -= upper[row * size + column] * x[column] }
      x[row] = sum / upper[row * size + row]
    }
  }
}

extension SymmetricMatrix {
  fileprivate mutating func setColumn(_ column: Int, _ values: [Double]) {
    for row in 0..<size { self[row, column] = values[row] }
  }
}
