// The Vendi score (Friedman & Dieng 2023, "The Vendi Score: A Diversity Evaluation Metric for Machine Learning"): how many
// different things there are, from 1 for equal ones to n for n that have nothing in common.

internal import Glibc

package enum VendiScore {
  /// exp(−Σ λ ln λ) over the eigenvalues λ of K / n, where K holds the cosines of all pairs.
  ///
  /// - Throws: `curation.too_few` without a vector.
  package static func of(_ table: VectorTable) throws(CurationError) -> Double {
    guard table.count > 0 else { throw .tooFew("the Vendi score needs at least one vector") }
    // XXᵀ and XᵀX have the same eigenvalues but for zeros: the smaller one is enough.
    let matrix = table.count <= table.dimensions ? kernel(of: table) : covariance(of: table)
    let entropy = matrix.eigenvalues().reduce(0.0) { $1 > 1e-12 ? $0 - $1 * log($1) : $0 }
    return exp(entropy)
  }

  private static func kernel(of table: VectorTable) -> SymmetricMatrix {
    let rows = Cores.mapParts(of: table.count, size: 8) { part in
      var scratch: [Float] = []
      return part.map { row in
        table.withCosines(of: row, to: table, scratch: &scratch) { $0.map { Double($0) / Double(table.count) } }
      }
    }
    return SymmetricMatrix(order: table.count, values: rows.flatMap { $0.flatMap { $0 } })
  }

  private static func covariance(of table: VectorTable) -> SymmetricMatrix {
    let order = table.dimensions
    let rows = Cores.mapParts(of: order, size: 8) { part in
      part.flatMap { first -> [Double] in
        var sums = [Double](repeating: 0, count: order)
        for row in 0..<table.count {
          let factor = Double(table.values[row * table.width + first]) / Double(table.count)
          if factor == 0 { continue }
          for second in 0...first { sums[second] += factor * Double(table.values[row * table.width + second]) }
        }
        return sums
      }
    }
    return SymmetricMatrix(order: order, values: rows.flatMap { $0 })
  }
}
