// What a tie says about two strengths: three models, each as the derivatives that Newton's method needs.

internal import Glibc

/// How much of one battle counts as a win of the first, a tie, and a win of the second.
struct OutcomeShares: Sendable {
  var win: Double
  var tie: Double
  var loss: Double

  init(win: Double, tie: Double = 0, loss: Double = 0) {
    self.win = win
    self.tie = tie
    self.loss = loss
  }

  /// - Parameter outcome: 1: first wins, 0.5: tie, 0: second wins. Any other number is a soft outcome: that share of a
  ///   win, and the rest of a loss.
  init(_ outcome: Double, _ ties: BradleyTerry.Ties) {
    if outcome == 0.5, ties != .half { self.init(win: 0, tie: 1) } else { self.init(win: outcome, loss: 1 - outcome) }
  }

  static func += (left: inout OutcomeShares, right: OutcomeShares) {
    left.win += right.win
    left.tie += right.tie
    left.loss += right.loss
  }

  static func * (shares: OutcomeShares, factor: Double) -> OutcomeShares {
    OutcomeShares(win: shares.win * factor, tie: shares.tie * factor, loss: shares.loss * factor)
  }
}

/// A log-likelihood in the difference d of two strengths and the tie parameter t, at one point.
struct TieSlope: Sendable {
  var value = 0.0
  /// First derivatives.
  var d = 0.0
  var t = 0.0
  /// Second derivatives with their sign turned: the curvature.
  var dd = 0.0
  var dt = 0.0
  var tt = 0.0
}

extension BradleyTerry.Ties {
  /// Whether a parameter is fitted beside the strengths.
  var hasParameter: Bool { self != .half }

  /// A first guess of the parameter from the share of ties, within 0 and 1: what fits where all are equally strong.
  func start(share: Double) -> Double {
    switch self {
    case .half: 0
    case .davidson: Glibc.log(2 * share / (1 - share))
    case .raoKupper: 2 * Glibc.atanh(share)
    }
  }

  func slope(_ shares: OutcomeShares, d: Double, t: Double) -> TieSlope {
    switch self {
    case .half: Self.half(shares, d)
    case .davidson: Self.davidson(shares, d, t)
    case .raoKupper: Self.raoKupper(shares, d, t)
    }
  }

  /// log p(win) = −log(1 + e⁻ᵈ).
  private static func half(_ shares: OutcomeShares, _ d: Double) -> TieSlope {
    let total = shares.win + shares.loss
    let small = Glibc.exp(-abs(d))
    let p = d >= 0 ? 1 / (1 + small) : small / (1 + small)
    let value = (d >= 0 ? -shares.loss * d : shares.win * d) - total * Glibc.log1p(small)
    return TieSlope(value: value, d: shares.win - total * p, dd: total * p * (1 - p))
  }

  /// Win : tie : loss = exp(d/2) : exp(t) : exp(−d/2), with ν = exp(t).
  private static func davidson(_ shares: OutcomeShares, _ d: Double, _ t: Double) -> TieSlope {
    let total = shares.win + shares.tie + shares.loss
    let top = max(abs(d) / 2, t)
    let weights = (Glibc.exp(d / 2 - top), Glibc.exp(t - top), Glibc.exp(-d / 2 - top))
    let sum = weights.0 + weights.1 + weights.2
    let (win, tie, loss) = (weights.0 / sum, weights.1 / sum, weights.2 / sum)
    return TieSlope(
      value: (shares.win - shares.loss) * d / 2 + shares.tie * t - total * (top + Glibc.log(sum)),
      d: (shares.win - shares.loss - total * (win - loss)) / 2, t: shares.tie - total * tie,
      dd: total * (win + loss - (win - loss) * (win - loss)) / 4, dt: -total * (win - loss) / 2 * tie,
      tt: total * tie * (1 - tie))
  }

  /// p(win) = 1/(1 + exp(t − d)), p(loss) = 1/(1 + exp(t + d)), p(tie) = (exp(2t) − 1) p(win) p(loss); t > 0.
  private static func raoKupper(_ shares: OutcomeShares, _ d: Double, _ t: Double) -> TieSlope {
    guard t > 0 else { return TieSlope(value: -.infinity) }
    let up = half(OutcomeShares(win: shares.win + shares.tie), d - t)
    let down = half(OutcomeShares(win: shares.loss + shares.tie), -d - t)
    let rest = -Glibc.expm1(-2 * t)
    return TieSlope(
      value: up.value + down.value + shares.tie * (2 * t + Glibc.log(rest)), d: up.d - down.d,
      t: -up.d - down.d + 2 * shares.tie / rest, dd: up.dd + down.dd, dt: down.dd - up.dd,
      tt: up.dd + down.dd + 4 * shares.tie * (1 - rest) / (rest * rest))
  }
}
