// The Bradley–Terry log-likelihood with its derivatives.

internal import Glibc

/// log L(θ) = Σ amount · (y log p + (1 − y) log(1 − p)) − ridge/2 · |θ|², with p = 1 / (1 + exp(θ_second − θ_first)).
///
/// A tie counts as half a win and half a loss (y = ½). Without a ridge, L does not change when all θ move together;
/// every result here keeps the gauge Σθ = 0.
struct Likelihood: Sendable {
  let counts: CollapsedCounts
  let ridge: Double

  var size: Int { counts.models.count }
  var totalAmount: Double { counts.cells.reduce(0) { $0 + $1.amount } }

  func value(_ theta: [Double]) -> Double {
    var sum = 0.0
    for cell in counts.cells {
      let difference = theta[cell.first] - theta[cell.second]
      sum -= cell.amount * (cell.outcome * softplus(-difference) + (1 - cell.outcome) * softplus(difference))
    }
    return sum - ridge / 2 * theta.reduce(0) { $0 + $1 * $1 }
  }

  func gradient(_ theta: [Double]) -> [Double] {
    var gradient = theta.map { -ridge * $0 }
    for cell in counts.cells {
      let residual = cell.amount * (cell.outcome - probability(cell, theta))
      gradient[cell.first] += residual
      gradient[cell.second] -= residual
    }
    return gradient
  }

  /// The negative Hessian, made regular: the direction (1, …, 1), along which it is flat, gets the mean curvature.
  ///
  /// For right sides orthogonal to (1, …, 1), solving with this is multiplying by the pseudo-inverse.
  func information(_ theta: [Double]) -> SymmetricMatrix {
    var matrix = SymmetricMatrix(size: size)
    for cell in counts.cells {
      let p = probability(cell, theta)
      matrix.addEdge(cell.first, cell.second, cell.amount * p * (1 - p))
    }
    matrix.addDiagonal(ridge)
    matrix.addConstant(matrix.trace / Double(size * size))
    return matrix
  }

  /// The probability that the first of the cell's pair wins.
  func probability(_ cell: CollapsedCounts.Cell, _ theta: [Double]) -> Double {
    1 / (1 + Glibc.exp(theta[cell.second] - theta[cell.first]))
  }

  /// log(1 + eˣ) without overflow.
  private func softplus(_ x: Double) -> Double { max(x, 0) + Glibc.log1p(Glibc.exp(-abs(x))) }
}
