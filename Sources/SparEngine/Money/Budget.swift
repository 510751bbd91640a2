// What a run may spend at most, and how that is written: `2`, `usd=2,tokens=1e6,calls=5000`.

internal import SparCore

/// Limits on the calls that a run makes; what comes from the store costs nothing and counts for none of them.
package struct Budget: Sendable, Equatable {
  /// `nil` for no limit, here and below.
  package var calls: Int?
  /// In and out together.
  package var tokens: Int?
  /// Millionths of a dollar.
  package var microUSD: Int64?

  package init(calls: Int? = nil, tokens: Int? = nil, microUSD: Int64? = nil) {
    self.calls = calls
    self.tokens = tokens
    self.microUSD = microUSD
  }

  package var isUnlimited: Bool { calls == nil && tokens == nil && microUSD == nil }

  /// These limits, and those of `other` where there is none.
  package func merged(over other: Budget) -> Budget {
    Budget(calls: calls ?? other.calls, tokens: tokens ?? other.tokens, microUSD: microUSD ?? other.microUSD)
  }

  func covers(_ amount: Spending) -> Bool {
    amount.calls <= calls ?? .max && amount.tokens <= tokens ?? .max && amount.microUSD <= microUSD ?? .max
  }
}

// MARK: As it is written

extension Budget {
  /// What a budget can limit.
  package enum Unit: String, CaseIterable, Sendable {
    case usd, tokens, calls
  }

  /// Reads `2` (dollars) or `usd=2,tokens=1e6,calls=5000`.
  ///
  /// - Throws: `engine.argument`, naming the part that cannot be read.
  package init(parsing text: String) throws(EngineError) {
    self.init()
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let name = sides.count == 1 ? Unit.usd.rawValue : sides[0]
      guard let unit = Unit(rawValue: name) else { throw Self.unknown(name) }
      guard let amount = Double(sides[sides.count - 1]) else {
        throw EngineError(
          .argument, "\(unit.rawValue) must be a number, not '\(sides[sides.count - 1])'.", hint: Self.examples)
      }
      try limit(unit, to: amount)
    }
  }

  /// - Parameter amount: dollars, tokens or calls; infinite for no limit.
  /// - Throws: `engine.argument` for what is no amount.
  package mutating func limit(_ unit: Unit, to amount: Double) throws(EngineError) {
    guard amount >= 0 else {
      throw EngineError(.argument, "\(unit.rawValue) must be a number from 0 up, not \(amount).", hint: Self.examples)
    }
    // Beyond this a limit is none, and neither are sums that reach it.
    let whole = amount < 1e12 ? amount : nil
    switch unit {
    case .usd: microUSD = whole.map { Int64(($0 * 1e6).rounded()) }
    case .tokens: tokens = whole.map { Int($0) }
    case .calls: calls = whole.map { Int($0) }
    }
  }

  private static func unknown(_ name: String) -> EngineError {
    let known = Unit.allCases.map(\.rawValue)
    let guess = Spelling.nearest(to: name, in: known).map { "Did you mean \($0)? " } ?? ""
    return EngineError(.argument, "A budget has no '\(name)'.", hint: guess + examples)
  }

  private static let examples = "Write dollars, as 2, or usd=2,tokens=1e6,calls=5000."
}
