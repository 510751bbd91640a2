// Vectors in one piece of memory, each of length 1, so that products are cosines.

internal import CVectorShim

package struct VectorTable: Sendable {
  package let count: Int
  /// Numbers of a vector as it was given.
  package let dimensions: Int
  /// Numbers of a row: `dimensions` and zeros, to a multiple of 16.
  let width: Int
  private(set) var values: [Float]

  /// A vector of zeros stays one, and its cosine with any other is 0.
  /// - Throws: `curation.vectors_uneven`.
  package init(_ vectors: [[Float]]) throws(CurationError) {
    let dimensions = vectors.first?.count ?? 0
    if let index = vectors.firstIndex(where: { $0.count != dimensions }) {
      throw .unevenVectors(index: index, length: vectors[index].count, expected: dimensions)
    }
    self.init(count: vectors.count, dimensions: dimensions) { row, target in
      for (index, value) in vectors[row].enumerated() { target[index] = value }
    }
  }

  /// - Parameter fill: writes the numbers of a row over its zeros; rows are filled on all cores.
  init(count: Int, dimensions: Int, fill: (Int, UnsafeMutableBufferPointer<Float>) -> Void) {
    let width = (dimensions + 15) / 16 * 16
    self.count = count
    self.dimensions = dimensions
    self.width = width
    values = [Float](repeating: 0, count: count * width)
    values.withUnsafeMutableBufferPointer { buffer in
      let buffer = buffer
      Cores.forEachPart(of: count, size: 64) { part in
        for row in part {
          let target = UnsafeMutableBufferPointer(rebasing: buffer[(row * width)..<((row + 1) * width)])
          fill(row, target)
          Self.normalise(target)
        }
      }
    }
  }

  /// These rows, in this order.
  package func rows(_ rows: [Int]) -> VectorTable {
    VectorTable(count: rows.count, dimensions: dimensions) { index, target in
      let first = rows[index] * width
      for offset in 0..<width { target[offset] = values[first + offset] }
    }
  }

  /// The cosine of two rows, −1 to 1.
  package func cosine(_ row: Int, with other: VectorTable, _ otherRow: Int) -> Double {
    var product = 0.0
    for index in 0..<width {
      product += Double(values[row * width + index]) * Double(other.values[otherRow * other.width + index])
    }
    return product
  }

  /// Lends the cosines of one row with every row of another table of the same dimensions.
  func withCosines<Value>(
    of row: Int, to other: VectorTable, scratch: inout [Float], _ body: (UnsafeBufferPointer<Float>) -> Value
  ) -> Value {
    if scratch.count < other.count { scratch = [Float](repeating: 0, count: other.count) }
    values.withUnsafeBufferPointer { vector in
      other.values.withUnsafeBufferPointer { rows in
        scratch.withUnsafeMutableBufferPointer { products in
          guard let vector = vector.baseAddress, let rows = rows.baseAddress, let target = products.baseAddress else {
            return
          }
          spar_products(vector + row * width, rows, other.count, width, target)
        }
      }
    }
    return scratch.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[0..<other.count])) }
  }

  private static func normalise(_ row: UnsafeMutableBufferPointer<Float>) {
    var square = 0.0
    for value in row { square += Double(value) * Double(value) }
    guard square > 0 else { return }
    let factor = Float(1 / square.squareRoot())
    for index in row.indices { row[index] *= factor }
  }
}
