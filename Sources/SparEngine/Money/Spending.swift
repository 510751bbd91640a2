// What calls come to: counted, or set aside for what they may come to.

package struct Spending: Sendable, Equatable {
  package var calls = 0
  /// In and out together.
  package var tokens = 0
  /// Millionths of a dollar.
  package var microUSD: Int64 = 0

  package init(calls: Int = 0, tokens: Int = 0, microUSD: Int64 = 0) {
    self.calls = calls
    self.tokens = tokens
    self.microUSD = microUSD
  }

  package static func + (left: Spending, right: Spending) -> Spending {
    Spending(
      calls: left.calls + right.calls, tokens: left.tokens + right.tokens, microUSD: left.microUSD + right.microUSD)
  }

  package static func - (left: Spending, right: Spending) -> Spending {
    Spending(
      calls: left.calls - right.calls, tokens: left.tokens - right.tokens, microUSD: left.microUSD - right.microUSD)
  }
}
