// The eigenvalues of a symmetric matrix: Householder's reduction to three diagonals, then QL with implicit shifts
// (Wilkinson & Reinsch, Handbook for Automatic Computation II, 1971: tred1, tql1).

internal import Glibc

struct SymmetricMatrix {
  let order: Int
  private var values: [Double]

  /// - Parameter values: row by row; only the lower half is read.
  init(order: Int, values: [Double]) {
    self.order = order
    self.values = values
  }

  /// In no particular order.
  consuming func eigenvalues() -> [Double] {
    guard order > 1 else { return values }
    var (diagonal, beside) = tridiagonal()
    Self.rotate(&diagonal, &beside)
    return diagonal
  }

  /// The diagonal and what stands beside it, from the second on, of a similar matrix with three diagonals.
  private mutating func tridiagonal() -> ([Double], [Double]) {
    var diagonal = [Double](repeating: 0, count: order), beside = diagonal
    for row in stride(from: order - 1, to: 0, by: -1) {
      beside[row] = reflect(row)
      diagonal[row] = values[row * order + row]
    }
    diagonal[0] = values[0]
    return (diagonal, beside)
  }

  /// Clears a row left of its neighbour on the diagonal. - Returns: what stands there then.
  private mutating func reflect(_ row: Int) -> Double {
    var vector = (0..<row).map { values[row * order + $0] }
    let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let rest = vector.dropLast().reduce(0) { $0 + abs($1) }
    guard rest > 0 else { return vector[row - 1] }
    let pivot = vector[row - 1] > 0 ? -norm : norm
    vector[row - 1] -= pivot
    let half = vector.reduce(0) { $0 + $1 * $1 } / 2
    apply(vector, half)
    return pivot
  }

  /// A ← A − v qᵀ − q vᵀ for the reflection 1 − v vᵀ / half, on the lower half.
  private mutating func apply(_ vector: [Double], _ half: Double) {
    var product = times(vector).map { $0 / half }
    let scale = zip(vector, product).reduce(0) { $0 + $1.0 * $1.1 } / (2 * half)
    for index in vector.indices { product[index] -= scale * vector[index] }
    values.withUnsafeMutableBufferPointer { values in
      for row in vector.indices {
        for column in 0...row {
          values[row * order + column] -= vector[row] * product[column] + product[row] * vector[column]
        }
      }
    }
  }

  private func times(_ vector: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: vector.count)
    values.withUnsafeBufferPointer { values in
      for row in vector.indices {
        for column in 0..<row {
          product[row] += values[row * order + column] * vector[column]
          product[column] += values[row * order + column] * vector[row]
        }
        product[row] += values[row * order + row] * vector[row]
      }
    }
    return product
  }

  /// Makes what stands beside the diagonal vanish, one eigenvalue after the other.
  private static func rotate(_ diagonal: inout [Double], _ beside: inout [Double]) {
    beside.removeFirst()
    beside.append(0)
    for first in diagonal.indices {
      // Each takes two or three turns; the bound keeps numbers that are none (NaN) from going on for ever.
      for _ in 0..<60 {
        let last = block(from: first, diagonal, beside)
        if last == first { break }
        turn(first, last, &diagonal, &beside)
      }
    }
  }

  /// The end of the block that begins at `first`: where nothing stands beside the diagonal any more.
  private static func block(from first: Int, _ diagonal: [Double], _ beside: [Double]) -> Int {
    var last = first
    while last < diagonal.count - 1 {
      let size = abs(diagonal[last]) + abs(diagonal[last + 1])
      if abs(beside[last]) <= size * .ulpOfOne { break }
      last += 1
    }
    return last
  }

  private static func turn(_ first: Int, _ last: Int, _ diagonal: inout [Double], _ beside: inout [Double]) {
    let slope = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first])
    let root = hypot(slope, 1)
    var shifted = diagonal[last] - diagonal[first] + beside[first] / (slope + (slope < 0 ? -root : root))
    var sine = 1.0, cosine = 1.0, carried = 0.0
    for index in stride(from: last - 1, through: first, by: -1) {
      let across = sine * beside[index], along = cosine * beside[index]
      let length = hypot(across, shifted)
      beside[index + 1] = length
      if length == 0 {
        diagonal[index + 1] -= carried
        beside[last] = 0
        return
      }
      (sine, cosine) = (across / length, shifted / length)
      shifted = diagonal[index + 1] - carried
      let step = (diagonal[index] - shifted) * sine + 2 * cosine * along
      carried = sine * step
      diagonal[index + 1] = shifted + carried
      shifted = cosine * step - along
    }
    diagonal[first] -= carried
    beside[first] = shifted
    beside[last] = 0
  }
}
