// What is said when money runs out.

internal import SparCore

extension EngineError {
  /// - Parameter amount: what was to be set aside for the call that was refused.
  static func budgetReached(_ ledger: Ledger, _ amount: Spending) -> EngineError {
    let (budget, spent) = (ledger.budget, ledger.spent)
    let state: String
    if let limit = budget.microUSD, spent.microUSD + amount.microUSD > limit {
      let next = Dollars(micro: amount.microUSD)
      state =
        "\(Dollars(micro: spent.microUSD)) of \(Dollars(micro: limit)) is spent, and the next call may cost \(next)"
    } else if let limit = budget.tokens, spent.tokens + amount.tokens > limit {
      let next = amount.tokens.grouped
      state = "\(spent.tokens.grouped) of \(limit.grouped) tokens are spent, and the next call may take \(next)"
    } else {
      state = "\(spent.calls.grouped) of \((budget.calls ?? spent.calls).grouped) calls are made"
    }
    return EngineError(
      .budgetReached, "The budget is reached: \(state).",
      hint: "What was finished is stored and costs nothing again: run it once more with a larger budget to go on.")
  }

  static func unpriced(_ model: String) -> EngineError {
    EngineError(
      .unpriced, "The price of \(model) is not known, and the budget is in dollars.",
      hint: "Give it a price in spar.toml, or limit tokens or calls instead.")
  }
}
