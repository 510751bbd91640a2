// What of a budget is spent, what is set aside for calls in flight, and what that leaves to the next one.

/// Settled and reserved together never exceed the budget, as long as no call comes to more than was set aside for it.
package struct Ledger: Sendable, Equatable {
  package internal(set) var budget: Budget
  package private(set) var spent: Spending
  /// Of calls in flight.
  package private(set) var reserved = Spending()

  /// Whether a call may be sent.
  enum Answer: Equatable {
    case granted
    /// Not now; but calls in flight may come to less than was set aside for them.
    case later
    /// Not even if all calls in flight came to nothing.
    case never
  }

  package init(_ budget: Budget, spent: Spending = Spending()) {
    self.budget = budget
    self.spent = spent
  }

  func answer(to amount: Spending) -> Answer {
    if budget.covers(spent + reserved + amount) { return .granted }
    return budget.covers(spent + amount) ? .later : .never
  }

  mutating func reserve(_ amount: Spending) { reserved = reserved + amount }

  /// A call has ended: what was set aside for it is free again, what it came to is spent.
  mutating func settle(_ amount: Spending, used: Spending) {
    reserved = reserved - amount
    spent = spent + used
  }
}
