// What a run may spend: the command line's word, then the script's.

package import LoopKit
internal import SparCore
internal import SparModels

extension Engine {
  /// Limits what calls may come to from now on, in place of what the script has set before. What has been spent in
  /// this run counts.
  package func limit(_ budget: Budget) { setBudget(asked: budget, fixed: fixedBudget) }

  /// Limits that no script changes.
  package func fix(_ budget: Budget) { setBudget(asked: askedBudget, fixed: budget) }

  private func setBudget(asked: Budget, fixed: Budget) {
    (askedBudget, fixedBudget) = (asked, fixed)
    let limits = fixed.merged(over: asked)
    progress.budget = limits.isUnlimited ? nil : limits
    if let budget { return budget.change(to: limits) }
    let queue = BudgetQueue(limits, spent: progress.spending)
    queue.onReached = { [weak self] in self?.onBudgetReached($0) }
    budget = queue
  }

  /// What there is of a budget, and what has been spent in this run.
  package var ledger: Ledger { budget?.ledger ?? Ledger(Budget(), spent: progress.spending) }

  /// Whether a call was refused because the budget does not cover it.
  package var isBudgetReached: Bool { budget?.isReached ?? false }
}

extension Progress {
  var spending: Spending { Spending(calls: calls, tokens: tokens, microUSD: costMicroUSD) }
}
